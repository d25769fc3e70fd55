// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Files, commands, companions and folders of launches that are frozen (spec 1.4, "Beyond
// variables", and 3.3): what is done at freezing, and what on the worker.

#include "tests/farm/deeds.h"

#include "tests/support/rights.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

// --- files

// As a text in JSON, without its quotes.
std::string inJson(const std::string& text) {
    const std::string quoted = Json(text).dump();
    return quoted.substr(1, quoted.size() - 2);
}

TEST_F(FrozenDeeds, WritesFilesOnTheWorker) {
    plugin(
        "[[integration.file]]\npath = \"{home}/deep/session.json\"\n"
        "content = { who = \"{user}\", data = \"{plugin.dir}/a\", quote = \"{env.QUOTE:-}\", "
        "braces = \"{{x}}\" }\n");
    world.freeze();
    EXPECT_FALSE(fs::exists(world / "home/deep"));
    EXPECT_THAT(world.tree().dump(), Not(HasSubstr(inJson(world / "studio/more"))));
    Command command = this->command();
    command.environment.emplace_back("QUOTE=\"\\");
    const Launch launched = test::launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(Json::parse(readFile(world / "worker/deep/session.json")),
              (Json{{"who", "render"},
                    {"data", std::string(world / "studio/more-1.0") + "/a"},
                    {"quote", "\"\\"},
                    {"braces", "{x}"}}));
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
    const Json printed{{"env",
                        {{"FROM.set", "the command"},
                         {"TOOL_PATH.prepend", {std::string(world / "studio/x"), "{y}"}}}},
                       {"arguments", {"--printed"}}};
    plugin(std::string(kAtFreezing) + "[integration.env]\nFROM.set = \"the manifest\"\n",
           {.says = printed.dump(), .ran = world / "ran"});
    world.freeze({}, {"-own"});
    EXPECT_EQ(timesRan(world / "ran"), 1u);
    fs::remove_all(world / "studio");
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["FROM"], "the command");
    const std::string separator(1, kHost.listSeparator);
    EXPECT_THAT(launched["TOOL_PATH"].value_or(""),
                HasSubstr(separator + world.thawed("studio", "x") + separator + "{y}" + separator));
    EXPECT_THAT(launched.report->arguments, Contains("--printed"));
    EXPECT_EQ(timesRan(world / "ran"), 1u);
    EXPECT_THAT(world.tree().dump(), HasSubstr("{paths.studio}/x"));
}

TEST_F(FrozenDeeds, AreNotFrozenWhereACommandFails) {
    plugin(kAtFreezing, {.complains = "no licence", .code = 3});
    const Ended ended = world.tryFreeze({}, {});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("ended with exit code 3: no licence"));
    EXPECT_FALSE(fs::exists(world.ticket()));
}

TEST_F(FrozenDeeds, RefuseACommandHereThatTakesWhatOnlyTheWorkerHas) {
    plugin("[[integration.before]]\ncommand = [\"bin/do\", \"{launch.dir}\"]\n",
           {.ran = world / "ran"});
    const Ended ended = world.tryFreeze({}, {});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("takes {launch.dir}, which only the worker has: say where "
                                        "= \"worker\""));
    EXPECT_EQ(timesRan(world / "ran"), 0u);
}

TEST_F(FrozenDeeds, RefuseACommandHereThatOnlyAWorkerKnowsWhetherToRun) {
    plugin("when = \"env.SITE = lon\"\n" + std::string(kAtFreezing), {.ran = world / "ran"});
    EXPECT_THAT(world.tryFreeze({}, {}).errors,
                HasSubstr("only a worker can tell whether it is to: say where = \"worker\""));
    EXPECT_EQ(timesRan(world / "ran"), 0u);
    world.set("SITE", "lon");
    world.freeze();  // what it printed counts on those workers
    EXPECT_EQ(timesRan(world / "ran"), 1u);
}

TEST_F(FrozenDeeds, DoNotHoldASecretThatACommandPrints) {
    plugin(kAtFreezing, {.says = R"({"env": {"LICENSE_TOKEN.set": "geheim-4711"}})"});
    const Ended ended = world.tryFreeze({}, {});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors,
                AllOf(HasSubstr("LICENSE_TOKEN looks like a secret"), Not(HasSubstr("geheim"))));
    world.freeze({"--secret", "LICENSE_TOKEN"});
    EXPECT_THAT(readFile(world.ticket()), Not(HasSubstr("geheim")));
}

// --- commands on the worker

TEST_F(FrozenDeeds, RunWorkersCommandsOnTheWorkerEachTime) {
    plugin(kOnWorker, {.says = R"({"env": {"FROM.set": "{x}"}, "arguments": ["--printed"]})",
                       .ran = world / "ran"});
    world.freeze();
    EXPECT_EQ(timesRan(world / "ran"), 0u);
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["FROM"], "{x}");
    EXPECT_THAT(launched.report->arguments, Contains("--printed"));
    EXPECT_EQ(launched.said(), "");
    execute();
    EXPECT_EQ(timesRan(world / "ran"), 2u);
}

TEST_F(FrozenDeeds, StopWhereAWorkersCommandFails) {
    plugin(std::string(kOnWorker) + "on_failure = \"warn\"\n",
           {.complains = "no licence", .code = 3});
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
    plugin(kOnWorker, {.says = "{}", .ran = world / "ran"});
    world.freeze();
    letOthersWrite(world / ("studio/more-1.0/bin/do" + std::string(kScriptEnding)));
    expectRefused(78, "is writable by everyone");
    EXPECT_EQ(timesRan(world / "ran"), 0u);
}

// --- companions, folders

TEST_F(FrozenDeeds, StartCompanionsOnTheWorker) {
    plugin("companion = { command = [\"bin/do\"] }\n", {.ran = world / "told"});
    world.freeze();
    EXPECT_EQ(timesRan(world / "told"), 0u);
    ASSERT_TRUE(execute().report);
    EXPECT_TRUE(comes([&] { return timesRan(world / "told") == 1; }));
}

TEST_F(FrozenDeeds, MakeTheLaunchesFolderOnTheWorker) {
    plugin("[integration.env]\nSCRATCH.set = \"{launch.dir}/x\"\nPORT.set = \"{launch.port}\"\n");
    world.freeze();
    EXPECT_THAT(world.tree().dump(), HasSubstr("{launch.dir}/x"));
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    const fs::path folder = fs::path(launched["SCRATCH"].value_or("")).parent_path();
    EXPECT_TRUE(fs::is_directory(folder)) << folder;
    EXPECT_TRUE(folder.string().starts_with(world.folder().string())) << folder;
    EXPECT_GT(std::stoi(launched["PORT"].value_or("0")), 0);
}

// The environment is the task's, not the one that farm-exec happens to have.
TEST_F(FrozenDeeds, StartFromTheTasksEnvironment) {
    plugin(kOnWorker, {.says = "{}"});
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    world.write("token", "the-workers\n");
    world.freeze({"--base", "clean", "--secret", world.expand("A_TOKEN=$SANDBOX/token")});
    Command command = this->command();
    command.environment.emplace_back("SLIPWAY_CONTEXT={\"project\": \"other\"}");
    const Launch launched = test::launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["SITE"], std::nullopt);
    EXPECT_EQ(launched["A_TOKEN"], "the-workers");
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
