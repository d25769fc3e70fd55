// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is done ahead of a launch, by shell scripts and with what POSIX has: modes, groups of
// processes, descriptors. And 2.2: the application meets nothing of the helper that does all this.

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "tests/blackbox/preparation.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using Json = nlohmann::json;

std::string lowest12(const fs::path& path) {
    struct stat facts {};
    EXPECT_EQ(lstat(path.c_str(), &facts), 0) << path;
    char text[8];
    std::snprintf(text, sizeof text, "%04o", facts.st_mode & 07777);
    return text;
}

bool runs(int process) {
    return fs::exists("/proc/" + std::to_string(process) + "/exe") && kill(process, 0) == 0;
}

// --- files

TEST_F(Preparation, WritesAFileWithItsMode) {
    plugin("file = { path = \"{home}/d/a\", content = \"\", mode = \"0600\" }");
    ASSERT_TRUE(world.maya().report);
    EXPECT_EQ(lowest12(world / "home/d/a"), "0600");
}

TEST_F(Preparation, LeavesTheModeOfAFileToTheUmask) {
    plugin("file = { path = \"{home}/a\", content = \"\" }");
    Command command = world.mayaCommand();
    command.prepare = [] { umask(027); };
    ASSERT_TRUE(launch(command).report);
    EXPECT_EQ(lowest12(world / "home/a"), "0640");
}

TEST_F(Preparation, GoesOnWithoutAFileThatJsonCannotHold) {
    plugin("file = { path = \"{home}/a\", content = { v = \"{env.ODD}\" } }");
    world.set("ODD", "\xff");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.said(), HasSubstr("cannot be written as JSON: a value is not UTF-8"));
    EXPECT_FALSE(fs::exists(world / "home/a"));
}

TEST_F(Preparation, ReplacesNoDevice) {
    plugin("file = { path = \"{home}/fifo\", content = \"\" }");
    mkfifo((world / "home/fifo").c_str(), 0600);
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_TRUE(fs::is_fifo(world / "home/fifo"));
    EXPECT_THAT(launched.said(), HasSubstr("something else than a file is there"));
}

TEST_F(Preparation, ReplacesALinkInsteadOfFollowingIt) {
    plugin("file = { path = \"{home}/a\", content = \"new\" }");
    world.write("home/precious", "precious");
    fs::create_symlink("precious", world / "home/a");
    ASSERT_TRUE(world.maya().report);
    EXPECT_EQ(readFile(world / "home/precious"), "precious");
    EXPECT_EQ(readFile(world / "home/a"), "new");
}

// --- commands before the launch

TEST_F(Preparation, RunsCommandsInOrderAtTheIntegrationsPlace) {
    world.plugin("studio/early",
                 "slipway = 1\n[[integration]]\npriority = 1\nenv = { LIST = "
                 "\"early\" }\n");
    world.plugin("studio/late",
                 "slipway = 1\n[[integration]]\npriority = 200\nenv = { LIST = "
                 "\"late\" }\n");
    printing("echo '{\"env\": {\"LIST\": \"'$LIST-'printed\"}}'",
             "[integration.case.env]\n"
             "LIST = \"case\"");
    EXPECT_EQ(world.maya()["LIST"], "early:case:early:case-printed:late");
}

TEST_F(Preparation, GivesACommandNeitherShellNorInputNorDescriptors) {
    plugin(
        "[[integration.before]]\ncommand = [\"bin/prepare\", \"a b\", \"$HOME;*\", "
        "\"{context.id}\", \"\"]\n",
        "printf '%s|' \"$@\" >$HOME/arguments; cat >$HOME/input; ls /proc/self/fd >$HOME/open; "
        "echo out; echo err >&2\n");
    Command command = world.mayaCommand();
    command.input = "the application's";
    command.prepare = [] {
        for (const int number : {5, 77}) dup2(1, number);
    };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(readFile(world / "home/arguments"), "a b|$HOME;*||");
    EXPECT_EQ(readFile(world / "home/input"), "");
    EXPECT_EQ(readFile(world / "home/open"), "0\n1\n2\n3\n");  // 3: of ls(1) itself
}

TEST_F(Preparation, EndsACommandThatHangsWithItsWholeProcessGroup) {
    printing("sleep 1000 & echo $! >$HOME/child; wait", "timeout = \"300ms\"");
    const Launch launched = world.maya();
    EXPECT_EQ(launched.ended.code, 125);
    EXPECT_THAT(launched.said(), HasSubstr("did not end within 300 ms"));
    const int child = std::stoi(readFile(world / "home/child"));
    EXPECT_TRUE(comes([&] { return !runs(child); }));
}

TEST_F(Preparation, ReadsAGigabyteAndKeepsNone) {
    plugin("before = { command = [\"{plugin.dir}/bin/prepare\"], timeout = \"50s\" }",
           "head -c 1073741824 /dev/zero; head -c 1000000 /dev/zero >&2");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched.said().substr(0, 200);
    EXPECT_EQ(launched.said(), "");
}

TEST_F(Preparation, WaitsForACommandThatClosesItsOutput) {
    printing(
        "echo '{\"env\": {\"B.set\": \"b\"}}'; exec >&- 2>&-; sleep 0.2; echo done >$HOME/done");
    EXPECT_EQ(world.maya()["B"], "b");
    EXPECT_EQ(readFile(world / "home/done"), "done\n");
}

TEST_F(Preparation, DoesNotWaitForADaemonThatHoldsTheOutput) {
    printing(
        "setsid sh -c 'echo $$ >$HOME/daemon; exec sleep 1000' & "
        "while ! test -s $HOME/daemon; do sleep 0.01; done; echo '{\"env\": {\"B\": \"b\"}}'",
        "timeout = \"40s\"");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["B"], "b") << launched;
    const int daemon = std::stoi(readFile(world / "home/daemon"));
    EXPECT_TRUE(runs(daemon)) << "what it leaves behind is its own affair";
    kill(daemon, SIGKILL);
}

TEST_F(Preparation, SaysWhatIsWrongWithAnExecutable) {
    const std::pair<const char*, const char*> cases[] = {
        {"bin/missing", "is not there: no such file or directory"},
        {"bin/text", "is not executable"},
        {"bin", "is not executable"},
        {"no-such-command", "was not found on PATH"},
        {"bin/bad", "cannot be started: no such file or directory"},
        {"../../up", "leads out of the manifest's folder: '../../up'"},
    };
    for (const auto& [executable, message] : cases) {
        plugin("before = { command = [\"" + std::string(executable) + "\"] }");
        world.write("studio/tools-1.0/bin/text", "");
        makeExecutable(world.write("studio/tools-1.0/bin/bad", "#!/no/interpreter\n"));
        fs::remove(world / "studio/tools-1.0/bin/missing");
        const std::string name = std::string(executable) == "bin" ? "./bin" : executable;
        plugin("before = { command = [\"" + name + "\"] }");
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, 125) << executable;
        EXPECT_THAT(launched.said(), HasSubstr(message)) << executable;
    }
}

TEST_F(Preparation, EndsACommandWhenTheLaunchItselfIsEnded) {
    printing("echo $$ >$HOME/process.new; mv $HOME/process.new $HOME/process; exec sleep 1000",
             "timeout = \"50s\"");
    Command command = world.command(
        "/bin/sh",
        {"-c", "\"$1\" & shim=$!; while ! test -e \"$2\"; do sleep 0.01; done; kill -9 $shim", "sh",
         world.shim("maya"), world / "home/process"});
    run(command);
    const int process = std::stoi(readFile(world / "home/process"));
    EXPECT_TRUE(comes([&] { return !runs(process); }));
}

// --- companions

constexpr std::string_view kCompanion =
    "companion = { command = [\"bin/prepare\", \"{env.LATE:-}\"], "
    "env = { OF = \"{launch.pid}\" } }\n";
constexpr std::string_view kTell =
    "{ echo $OF $1; cut -d' ' -f4,6 /proc/$$/stat; ls -l /proc/$$/fd; } >$HOME/told.new\n"
    "mv $HOME/told.new $HOME/told\n";

TEST_F(Preparation, StartsACompanionThatNobodyMeets) {
    plugin(kCompanion, kTell);
    world.plugin("studio/zz", "slipway = 1\n[[integration]]\nenv = { LATE.set = \"late\" }\n");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["OF"], std::nullopt);
    ASSERT_TRUE(comes([&] { return fs::exists(world / "home/told"); }));
    const std::string told = readFile(world / "home/told");
    EXPECT_THAT(told, testing::StartsWith(std::to_string(launched.report->pid) + " late\n"));
    EXPECT_THAT(told, Not(HasSubstr("pipe:"))) << "none of the caller's descriptors";
    EXPECT_THAT(told, Not(HasSubstr("socket:")));
    EXPECT_THAT(told, Not(HasSubstr(" " + std::to_string(launched.report->session) + "\n")));
}

TEST_F(Preparation, StartsNoCompanionOfALaunchThatFailed) {
    plugin(kCompanion, kTell);
    world.write("opt/maya2024/bin/maya", std::string("\x7f\0 is no program", 18));
    const Launch launched = world.maya();
    EXPECT_EQ(launched.ended.code, 126) << launched;
    // Once a later launch has its companion this one would have come, too.
    fs::remove(world / "opt/maya2024/bin/maya");
    fs::copy_file(probeExecutable(), world / "opt/maya2024/bin/maya");
    EXPECT_FALSE(fs::exists(world / "home/told"));
    const Launch second = world.maya();
    ASSERT_TRUE(comes([&] { return fs::exists(world / "home/told"); }));
    EXPECT_THAT(readFile(world / "home/told"),
                testing::StartsWith(std::to_string(second.report->pid)));
}

// --- the launch's own folder and port

TEST_F(Preparation, MakesAFolderOfTheLaunchsOwn) {
    plugin("env = { DIR.set = \"{launch.dir}\", SAME.set = \"{launch.dir}/x\" }");
    Command command = world.mayaCommand();
    command.prepare = [] { umask(0); };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    const std::string folder = launched["DIR"].value_or("");
    EXPECT_EQ(launched["SAME"], folder + "/x");
    EXPECT_TRUE(fs::is_directory(folder));
    EXPECT_EQ(lowest12(folder), "0700");
    EXPECT_THAT(
        fs::path(folder).filename(),
        MatchesRegex("[0-9a-f]{8}-[0-9]+-" + std::to_string(launched.report->pid) + "-[0-9]+"));
}

TEST_F(Preparation, KeepsTheFolderOfAProcessThatRuns) {
    plugin("env = { DIR.set = \"{launch.dir}\" }");
    const std::string mine = [&] {
        const Ended ended = world.slipway({"env", "maya", "--format", "json"});
        const std::string name =
            fs::path(Json::parse(ended.output)["set"]["DIR"].get<std::string>()).filename();
        const auto begin = name.substr(0, name.find('-', 9));  // boot and namespace
        std::ifstream stat("/proc/self/stat");
        std::string text;
        std::getline(stat, text);
        std::istringstream fields(text.substr(text.rfind(')') + 1));
        std::string field;
        for (int i = 0; i < 20; ++i) fields >> field;
        return begin + "-" + std::to_string(getpid()) + "-" + field;
    }();
    world.makeFolder("run/slipway/" + mine);
    world.makeFolder("run/slipway/00000000-1-1-1");  // of another boot
    chmod((world / "run/slipway").c_str(), 0700);
    ASSERT_TRUE(world.maya().report);
    EXPECT_TRUE(fs::exists(world / "run/slipway" / mine));
    EXPECT_FALSE(fs::exists(world / "run/slipway/00000000-1-1-1"));
}

TEST_F(Preparation, UsesNoFolderThatIsNotTheUsersOwn) {
    plugin("env = { DIR.set = \"{launch.dir}\", A.set = \"a\" }");
    world.makeFolder("run/slipway");
    chmod((world / "run/slipway").c_str(), 0777);
    const Launch launched = world.maya();
    EXPECT_EQ(launched["DIR"], std::nullopt);
    EXPECT_EQ(launched["A"], "a");
    EXPECT_THAT(launched.said(), HasSubstr("is not the user's own folder with mode 0700"));
}

// --- the helper and the application

TEST_F(Preparation, IsAsTransparentAsALaunchWithoutIt) {
    plugin(
        "file = { path = \"{home}/a\", content = \"\" }\n"
        "before = { command = [\"bin/prepare\"] }\n"
        "companion = { command = [\"bin/prepare\"] }\n",
        "true");
    Command command = world.mayaCommand({"", "a b", "\xff\xfe", "line\nline"});
    command.prepare = [] {
        sigset_t blocked;
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGCHLD);
        sigaddset(&blocked, SIGUSR1);
        sigprocmask(SIG_BLOCK, &blocked, nullptr);
        signal(SIGPIPE, SIG_IGN);
        umask(031);
    };
    const Launch launched = launch(command);
    Command direct = command;
    direct.executable = world.executable();
    direct.arguments[0] = world.executable();
    const Launch without = launch(direct);
    ASSERT_TRUE(launched.report && without.report) << launched << without;
    EXPECT_EQ(launched.report->pid, launched.ended.pid);
    EXPECT_EQ(launched.report->descriptors, without.report->descriptors);
    EXPECT_EQ(launched.report->blocked, without.report->blocked);
    EXPECT_EQ(launched.report->pending, without.report->pending);
    EXPECT_EQ(launched.report->ignored, without.report->ignored);
    EXPECT_EQ(launched.report->handled, without.report->handled);
    EXPECT_EQ(launched.report->mask, without.report->mask);
    EXPECT_EQ(launched.report->arguments, without.report->arguments);
    EXPECT_EQ(launched.said(), "");
}

TEST_F(Preparation, KeepsDescriptorsClosedThatComeClosed) {
    plugin(
        "file = { path = \"{home}/a\", content = \"\" }\n"
        "before = { command = [\"bin/prepare\"], on_failure = \"warn\" }\n",
        "exit 1");
    world.set("PROBE_OUTPUT", "$SANDBOX/report");
    for (unsigned closed = 1; closed < 8; ++closed) {
        Command command = world.mayaCommand();
        command.prepare = [&] {
            for (int number = 0; number < 3; ++number) {
                if (closed >> number & 1) close(number);
            }
        };
        const Ended ended = run(command);
        const auto report = readReport(readFile(world / "report"));
        ASSERT_TRUE(report) << ended;
        for (int number = 0; number < 3; ++number) {
            EXPECT_EQ(report->descriptors.contains(number), !(closed >> number & 1)) << number;
        }
    }
}

}  // namespace
}  // namespace slipway::test
