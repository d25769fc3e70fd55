// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Files, commands, companions and folders of launches that are frozen (spec 1.4, "Beyond
// variables", and 3.3): what is done at freezing, and what on the worker.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <thread>

#include "tests/farm/farm_world.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

class FrozenDeeds : public ::testing::Test {
  protected:
    FrozenDeeds() {
        world.makeFolder("run");
        ::chmod((world / "run").c_str(), 0700);
        world.makeFolder("worker");
    }

    // An integration `more`, with its command bin/do.
    void plugin(std::string_view below, std::string_view script = "") const {
        world.plugin("studio/more-1.0",
                     "slipway = 1\n[[integration]]\nname = \"more\"\n" + std::string(below));
        makeExecutable(world.write("studio/more-1.0/bin/do", "#!/bin/sh\n" + std::string(script)));
    }
    Command command(const std::vector<std::string>& options = {}) const {
        Command command = world.farmExec(options);
        command.environment.push_back("XDG_RUNTIME_DIR=" + (world / "run").string());
        return command;
    }
    Launch execute() const { return test::launch(command()); }
    void expectRefused(int code, const std::string& reason) const {
        const Ended ended = run(command());
        EXPECT_EQ(ended.code, code) << ended;
        EXPECT_THAT(ended.errors, AllOf(StartsWith("slipway: ticket '"), HasSubstr(reason)));
        EXPECT_EQ(std::ranges::count(ended.errors, '\n'), 1) << ended;
        EXPECT_EQ(ended.output, "");
    }

    FarmWorld world;
};

// What other processes do is waited for; a limit is there only so that a failure ends.
template <class Condition>
bool comes(Condition condition) {
    for (int i = 0; i < 2000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

constexpr std::string_view kAtFreezing =
    "[[integration.before]]\ncommand = [\"bin/do\"]\noutput = \"json\"\n";
constexpr std::string_view kOnWorker =
    "[[integration.before]]\ncommand = [\"bin/do\", \"{home}\"]\noutput = \"json\"\n"
    "where = \"worker\"\n";

// --- files

TEST_F(FrozenDeeds, WritesFilesOnTheWorker) {
    plugin(
        "[[integration.file]]\npath = \"{home}/deep/session.json\"\n"
        "content = { who = \"{user}\", data = \"{plugin.dir}/a\", quote = \"{env.QUOTE:-}\", "
        "braces = \"{{x}}\" }\nmode = \"0640\"\n");
    world.freeze();
    EXPECT_FALSE(fs::exists(world / "home/deep"));
    EXPECT_THAT(world.tree().dump(), Not(HasSubstr(world.expand("$SANDBOX/studio/more"))));
    Command command = this->command();
    command.environment.emplace_back("QUOTE=\"\\");
    const Launch launched = test::launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->pid, launched.ended.pid);
    const fs::path file = world / "worker/deep/session.json";
    EXPECT_EQ(Json::parse(readFile(file)),
              (Json{{"who", "render"},
                    {"data", world.expand("$SANDBOX/studio/more-1.0/a")},
                    {"quote", "\"\\"},
                    {"braces", "{x}"}}));
    EXPECT_EQ(fs::status(file).permissions(),
              fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

TEST_F(FrozenDeeds, StopsWhereAFileCannotBeWritten) {
    plugin("[[integration.file]]\npath = \"{home}/x/y\"\ncontent = \"a\"\n");
    world.freeze();
    world.write("worker/x", "a file");
    expectRefused(78, "of integration 'more' the file '");
}

TEST_F(FrozenDeeds, DoNotHoldASecretInAFile) {
    plugin("[[integration.file]]\npath = \"{home}/x\"\ncontent = \"key=geheim-4711\"\n");
    world.set("STUDIO_TOKEN", "geheim-4711");
    const Ended ended = world.tryFreeze({}, {});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("the value of STUDIO_TOKEN stands in it"));
    EXPECT_THAT(ended.errors, Not(HasSubstr("geheim")));
}

// --- commands at freezing

TEST_F(FrozenDeeds, RunCommandsOnceWhenTheyAreFrozen) {
    plugin(std::string(kAtFreezing) + "[integration.env]\nFROM.set = \"the manifest\"\n",
           "echo ran >>\"$HOME/ran\"\n"
           "echo '{\"env\": {\"FROM.set\": \"the command\", \"TOOL_PATH.prepend\": "
           "[\"'$SANDBOX/studio/x'\", \"{y}\"]}, \"arguments\": [\"--printed\"]}'\n");
    world.freeze({}, {"-own"});
    EXPECT_EQ(readFile(world / "home/ran"), "ran\n");
    fs::remove_all(world / "studio");
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["FROM"], "the command");
    EXPECT_THAT(launched["TOOL_PATH"].value_or(""),
                HasSubstr(world.expand(":$SANDBOX/studio/x:{y}:")));
    EXPECT_THAT(launched.report->arguments, testing::Contains("--printed"));
    EXPECT_EQ(readFile(world / "home/ran"), "ran\n");
    EXPECT_FALSE(fs::exists(world / "worker/ran"));
    EXPECT_THAT(world.tree().dump(), HasSubstr("{paths.studio}/x"));
}

TEST_F(FrozenDeeds, AreNotFrozenWhereACommandFails) {
    plugin(kAtFreezing, "echo no licence >&2; exit 3\n");
    const Ended ended = world.tryFreeze({}, {});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("ended with exit code 3: no licence"));
    EXPECT_FALSE(fs::exists(world.ticket()));
}

TEST_F(FrozenDeeds, RefuseACommandHereThatTakesWhatOnlyTheWorkerHas) {
    plugin("[[integration.before]]\ncommand = [\"bin/do\", \"{launch.dir}\"]\n",
           "touch \"$HOME/ran\"\n");
    const Ended ended = world.tryFreeze({}, {});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("takes {launch.dir}, which only the worker has: say where "
                                        "= \"worker\""));
    EXPECT_FALSE(fs::exists(world / "home/ran"));
}

TEST_F(FrozenDeeds, RefuseACommandHereThatOnlyAWorkerKnowsWhetherToRun) {
    plugin("when = \"env.SITE = lon\"\n" + std::string(kAtFreezing), "touch \"$HOME/ran\"\n");
    EXPECT_THAT(world.tryFreeze({}, {}).errors,
                HasSubstr("only a worker can tell whether it is to: say where = \"worker\""));
    world.set("SITE", "lon");
    world.freeze();  // what it printed counts on those workers
    EXPECT_TRUE(fs::exists(world / "home/ran"));
}

TEST_F(FrozenDeeds, DoNotHoldASecretThatACommandPrints) {
    plugin(kAtFreezing, "echo '{\"env\": {\"LICENSE_TOKEN.set\": \"geheim-4711\"}}'\n");
    const Ended ended = world.tryFreeze({}, {});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors,
                AllOf(HasSubstr("LICENSE_TOKEN looks like a secret"), Not(HasSubstr("geheim"))));
    world.freeze({"--secret", "LICENSE_TOKEN"});
    EXPECT_THAT(readFile(world.ticket()), Not(HasSubstr("geheim")));
}

// --- commands on the worker

TEST_F(FrozenDeeds, RunWorkersCommandsOnTheWorkerEachTime) {
    plugin(kOnWorker,
           "echo ran >>\"$1/ran\"\n"
           "echo '{\"env\": {\"FROM.set\": \"'$1'\"}, \"arguments\": [\"--printed\"]}'\n");
    world.freeze();
    EXPECT_FALSE(fs::exists(world / "home/ran"));
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->pid, launched.ended.pid);
    EXPECT_EQ(launched["FROM"], world / "worker");
    EXPECT_THAT(launched.report->arguments, testing::Contains("--printed"));
    EXPECT_EQ(launched.said(), "");
    execute();
    EXPECT_EQ(readFile(world / "worker/ran"), "ran\nran\n");
}

TEST_F(FrozenDeeds, StopWhereAWorkersCommandFails) {
    plugin(std::string(kOnWorker) + "on_failure = \"warn\"\n", "echo no licence >&2; exit 3\n");
    world.freeze();
    expectRefused(78, "ended with exit code 3: no licence");
}

TEST_F(FrozenDeeds, SayTryLaterWhereAWorkersCommandIsNotMounted) {
    plugin(kOnWorker);
    world.freeze();
    fs::remove_all(world / "studio");
    expectRefused(75, "is not there");
}

// Whoever could write it would decide what the farm's account runs.
TEST_F(FrozenDeeds, DoNotRunOnTheWorkerWhatOthersCanWrite) {
    plugin(kOnWorker, "touch \"$1/ran\"\necho '{}'\n");
    world.freeze();
    ::chmod((world / "studio/more-1.0/bin/do").c_str(), 0777);
    expectRefused(78, "is writable by everyone");
    EXPECT_FALSE(fs::exists(world / "worker/ran"));
}

// --- companions, folders

TEST_F(FrozenDeeds, StartCompanionsOnTheWorker) {
    plugin("companion = { command = [\"bin/do\"], env = { OF = \"{launch.pid}\" } }\n",
           "echo $OF >\"$HOME/told.new\"; mv \"$HOME/told.new\" \"$HOME/told\"\n");
    world.freeze();
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    ASSERT_TRUE(comes([&] { return fs::exists(world / "worker/told"); }));
    EXPECT_EQ(readFile(world / "worker/told"), std::to_string(launched.report->pid) + "\n");
    EXPECT_FALSE(fs::exists(world / "home/told"));
}

TEST_F(FrozenDeeds, MakeTheLaunchesFolderOnTheWorker) {
    plugin("[integration.env]\nSCRATCH.set = \"{launch.dir}/x\"\nPORT.set = \"{launch.port}\"\n");
    world.freeze();
    EXPECT_THAT(world.tree().dump(), HasSubstr("{launch.dir}/x"));
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    const fs::path folder = fs::path(launched["SCRATCH"].value_or("")).parent_path();
    EXPECT_TRUE(fs::is_directory(folder)) << folder;
    EXPECT_EQ(folder.parent_path().parent_path(), world / "run");
    EXPECT_GT(std::stoi(launched["PORT"].value_or("0")), 0);
}

// The environment is the task's, not the one that farm-exec happens to have.
TEST_F(FrozenDeeds, StartFromTheTasksEnvironment) {
    plugin(kOnWorker, "env >\"$1/environment\"\necho '{}'\n");
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    world.write("token", "the-workers\n");
    world.freeze({"--base", "clean", "--secret", world.expand("A_TOKEN=$SANDBOX/token")});
    Command command = this->command();
    command.environment.emplace_back("SLIPWAY_CONTEXT={\"project\": \"other\"}");
    const Launch launched = test::launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["SITE"], std::nullopt);
    EXPECT_EQ(launched["A_TOKEN"], "the-workers");
    const std::string seen = readFile(world / "worker/environment");
    EXPECT_THAT(seen, AllOf(HasSubstr("A_TOKEN=the-workers\n"), Not(HasSubstr("SITE="))));
    EXPECT_THAT(launched["SLIPWAY_SESSION"].value_or(""), HasSubstr("bunny"));
}

TEST_F(FrozenDeeds, ReadAsTheyWereWrittenAndAreShown) {
    plugin(std::string(kOnWorker) +
           "[[integration.file]]\npath = \"{home}/x\"\ncontent = \"a\"\n"
           "[[integration.companion]]\ncommand = [\"bin/do\", \"beside\"]\n");
    world.freeze();
    const Ended shown = world.slipway({"ticket", "show", world.ticket().string()});
    EXPECT_THAT(shown.output,
                AllOf(HasSubstr("before the launch, on the worker  bin/do {home}"),
                      HasSubstr("file  {home}/x"), HasSubstr("companion  bin/do beside")));
}

}  // namespace
}  // namespace slipway::test
