// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.2: an application cannot tell, but by its environment, that it was started through a shim.
// Here what POSIX has: one process, bytes in their order, descriptors, signals, limits, a terminal.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <map>

#include "tests/blackbox/transparency.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

TEST_P(Transparency, TheApplicationIsTheProcessThatWasStarted) {
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->pid, launched.ended.pid);
    EXPECT_EQ(launched.report->parent, getpid());
    EXPECT_EQ(launched.report->session, launched.ended.pid);
    EXPECT_EQ(launched.report->group, launched.ended.pid);
}

// Above, the shim leads its session, which setsid(2) would not let it leave.
TEST_P(Transparency, SessionAndGroupStayTheCallers) {
    const Launch launched =
        launch(world.command("/bin/sh", {"-c", "\"$1\"; exit $?", "sh", world.shim("maya")}));
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_NE(launched.report->pid, launched.ended.pid);
    EXPECT_EQ(launched.report->parent, launched.ended.pid);
    EXPECT_EQ(launched.report->session, launched.ended.pid);
    EXPECT_EQ(launched.report->group, launched.ended.pid);
}

TEST_P(Transparency, LinksOnTheWayToTheExecutableAreNotResolved) {
    fs::create_directory_symlink("maya2024", world / "opt/maya2025");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->arguments[0], world / "opt/maya2025/bin/maya");
    EXPECT_EQ(launched.report->startedAs, world / "opt/maya2025/bin/maya");
}

TEST_P(Transparency, ArgumentsPassByteForByte) {
    std::vector<std::string> arguments = {"",           " ",
                                          "a b",        "\"",
                                          "'",          "\\",
                                          "\\\\\"",     "$HOME",
                                          "`id`",       "%PATH%",
                                          "{env.HOME}", "-h",
                                          "--help",     "--version",
                                          "--",         "line\nline\r\n\ttab",
                                          "\xc3\xa4",   "\xff\xfe\x80",
                                          "*",          "~"};
    std::string everyByte;
    for (int byte = 1; byte < 256; ++byte) everyByte += static_cast<char>(byte);
    arguments.push_back(everyByte);
    arguments.push_back(std::string(100'000, 'x'));
    for (int i = 0; i < 2000; ++i) arguments.push_back(std::to_string(i));
    const Launch launched = world.maya(arguments);
    ASSERT_TRUE(launched.report) << launched.said();
    arguments.insert(arguments.begin(), world.executable());
    EXPECT_THAT(launched.report->arguments, ElementsAreArray(arguments));
}

TEST_P(Transparency, NoArgumentsAtAllAreNoArguments) {
    Command command = world.mayaCommand();
    command.arguments.clear();
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world.executable()));
}

TEST_P(Transparency, EnvironmentThatNoPluginTouchesPassesByteForByteInItsOrder) {
    for (const char* entry :
         {"A=1", "A=2", "no equals sign", "", "=", "=C:=C:\\", "EMPTY=", "BYTES=\xff\xfe\x80=\n",
          "A=1", "SPACE IN NAME=x", "\xc3\xa4=\xc3\xa4", "IFS= \t\n", "LAST=last"}) {
        world.environment().emplace_back(entry);
    }
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(withoutLaunchVariables(launched.report->environment),
                ElementsAreArray(world.environment()));
}

TEST_P(Transparency, OpenDescriptorsPassAndNoneIsAdded) {
    const std::string file = world.write("file", "0123456789");
    Command command = world.mayaCommand();
    command.prepare = [&] {
        const int opened = open(file.c_str(), O_RDWR | O_APPEND);
        lseek(opened, 4, SEEK_SET);
        for (const int number : {4, 7, 100, 255}) dup2(opened, number);
    };
    const Launch launched = launch(command);
    const Launch without = launch(direct(command));
    ASSERT_TRUE(launched.report && without.report) << launched << without;
    EXPECT_EQ(launched.report->descriptors, without.report->descriptors);
    EXPECT_THAT(launched.report->descriptors,
                Contains(std::pair(255, OpenDescriptor{file, O_RDWR | O_APPEND | 0100000, 4})));
}

TEST_P(Transparency, DescriptorsThatComeClosedStayClosed) {
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
        EXPECT_EQ(report->descriptors.size() + static_cast<unsigned>(std::popcount(closed)), 3);
    }
}

// All files of the world but what a launch may write.
std::map<fs::path, std::string> content(const Sandbox& world) {
    std::map<fs::path, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(world.folder())) {
        const bool isCache = entry.path().native().starts_with((world / "home/.cache").native());
        if (!isCache && entry.is_regular_file()) files[entry.path()] = readFile(entry.path());
    }
    return files;
}

// With stderr closed the next file that is opened gets its number, and a warning lands in that
// file.
TEST_P(Transparency, AWarningWithStderrClosedIsWrittenNowhere) {
    world.plugin("studio/broken-1.0", "this is no manifest");
    world.set("PROBE_OUTPUT", "/dev/null");
    const auto before = content(world);
    for (unsigned closed = 4; closed < 8; ++closed) {
        Command command = world.mayaCommand();
        command.prepare = [&] {
            for (int number = 0; number < 3; ++number) {
                if (closed >> number & 1) close(number);
            }
        };
        EXPECT_EQ(run(command).code, 0);
        EXPECT_EQ(content(world), before);
    }
    for (const fs::path& file : cacheFiles(world)) {
        EXPECT_THAT(readFile(file), ::testing::Not(::testing::StartsWith("slipway: ")));
    }
}

TEST_P(Transparency, SignalMaskPendingSignalsAndDispositionsAreTheCallers) {
    Command command = world.mayaCommand();
    command.prepare = [] {
        for (const int number : {SIGHUP, SIGPIPE, SIGTTOU, SIGRTMIN + 3}) signal(number, SIG_IGN);
        sigset_t set;
        sigemptyset(&set);
        for (const int number : {SIGUSR1, SIGTERM, SIGCHLD, SIGRTMAX}) sigaddset(&set, number);
        sigprocmask(SIG_BLOCK, &set, nullptr);
        raise(SIGUSR1);
    };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->blocked, ElementsAre(SIGUSR1, SIGTERM, SIGCHLD, SIGRTMAX));
    EXPECT_THAT(launched.report->pending, ElementsAre(SIGUSR1)) << "a helper must not show";
    EXPECT_THAT(launched.report->ignored, ElementsAre(SIGHUP, SIGPIPE, SIGTTOU, SIGRTMIN + 3));
    EXPECT_THAT(launched.report->handled, IsEmpty());
}

TEST_P(Transparency, AnotherChildsPendingSigchldStaysPending) {
    Command command = world.mayaCommand();
    command.prepare = [] {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGCHLD);
        sigprocmask(SIG_BLOCK, &set, nullptr);
        const pid_t child = fork();
        if (child == 0) _exit(0);
        waitpid(child, nullptr, 0);
    };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->pending, ElementsAre(SIGCHLD));
}

TEST_P(Transparency, AnIgnoredSigchldDoesNotKeepTheLaunchFromHappening) {
    Command command = world.mayaCommand();
    command.prepare = [] { signal(SIGCHLD, SIG_IGN); };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->ignored, ElementsAre(SIGCHLD));
    EXPECT_EQ(launched.said(), "");
}

TEST_P(Transparency, LimitsUmaskAndNiceValueAreTheCallers) {
    Command command = world.mayaCommand();
    command.prepare = [] {
        umask(0137);
        ::nice(5);
        const rlimit files{40, 60}, core{0, 0}, data{RLIM_INFINITY, RLIM_INFINITY};
        setrlimit(RLIMIT_NOFILE, &files);
        setrlimit(RLIMIT_CORE, &core);
        setrlimit(RLIMIT_DATA, &data);
    };
    const Launch launched = launch(command);
    const Launch without = launch(direct(command));
    ASSERT_TRUE(launched.report && without.report) << launched << without;
    EXPECT_EQ(launched.report->mask, 0137);
    EXPECT_EQ(launched.report->nice, 5);
    EXPECT_EQ(launched.report->limits[RLIMIT_NOFILE], std::pair(40ul, 60ul));
    EXPECT_EQ(launched.report->limits, without.report->limits);
}

TEST_P(Transparency, ADeletedWorkingDirectoryIsStillTheWorkingDirectory) {
    Command command = world.mayaCommand();
    command.workingDirectory = world.makeFolder("gone");
    command.prepare = [&] { rmdir(command.workingDirectory.c_str()); };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_TRUE(launched.report->workingDirectoryDeleted);
    EXPECT_EQ(launched.report->workingDirectory, world.expand("$SANDBOX/gone (deleted)"));
    EXPECT_EQ(launched.said(), "");
}

TEST_P(Transparency, TheTerminalStaysTheApplicationsOwn) {
    world.set("PROBE_OUTPUT", "$SANDBOX/report");
    Command command = world.mayaCommand();
    command.terminal = true;
    const Ended ended = run(command);
    const auto report = readReport(readFile(world / "report"));
    ASSERT_TRUE(report) << ended;
    EXPECT_NE(report->terminal, 0);
    EXPECT_EQ(report->foreground, ended.pid);
    EXPECT_THAT(report->descriptors.at(0).target, ::testing::StartsWith("/dev/pts/"));
    EXPECT_EQ(ended.output, "");
}

TEST_P(Transparency, DeathsBySignalAreTheApplications) {
    for (const int number : {SIGINT, SIGKILL, SIGSEGV, SIGTERM, SIGABRT}) {
        world.set("PROBE_SIGNAL", std::to_string(number));
        EXPECT_EQ(world.maya().ended.signal, number);
    }
}

TEST_P(Transparency, NoProcessStaysBehind) {
    fs::remove(world.executable());
    world.write("opt/maya2024/bin/maya",
                "#!/bin/sh\nread children < /proc/$$/task/$$/children; echo \"[$children]\"\n");
    makeExecutable(world.executable());
    const Launch launched = world.maya();
    EXPECT_EQ(launched.ended.output, "[]\n");
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(kill(-launched.ended.pid, 0), -1) << "somebody of the launch's group still runs";
}

class TransparencyOfEnds : public ::testing::TestWithParam<ShimKind> {
  protected:
    void SetUp() override {
        world.putShim("shims/maya", GetParam());
        warmCache(world);
    }
    MayaSandbox world;
};

INSTANTIATE_TEST_SUITE_P(Shim, TransparencyOfEnds, ::testing::ValuesIn(kShimKinds),
                         [](const auto& test) { return shimKindName(test.param); });

TEST_P(TransparencyOfEnds, All256ExitCodesAreTheApplications) {
    for (int code = 0; code < 256; ++code) {
        world.set("PROBE_EXIT", std::to_string(code));
        EXPECT_EQ(world.maya().ended.code, code);
    }
}

bool isFatal(int number) {
    constexpr std::array kHarmless = {SIGCHLD, SIGCONT, SIGURG,  SIGWINCH,
                                      SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};
    return std::ranges::find(kHarmless, number) == kHarmless.end() && number != 32 && number != 33;
}

TEST_P(TransparencyOfEnds, EveryFatalSignalIsTheApplications) {
    for (int number = 1; number <= SIGRTMAX; ++number) {
        if (!isFatal(number)) continue;
        world.set("PROBE_SIGNAL", std::to_string(number));
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.signal, number) << launched;
    }
}

}  // namespace
}  // namespace slipway::test
