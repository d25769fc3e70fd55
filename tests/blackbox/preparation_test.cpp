// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4, "Beyond variables": files, commands before a launch, companions, folders and ports of a
// launch.

#include "tests/blackbox/preparation.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <tuple>

#include "tests/support/rights.h"

namespace slipway::test {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

// --- files

TEST_F(Preparation, WritesAFileWithItsFolders) {
    plugin(
        "[[integration.file]]\npath = \"{home}/.local/share/studio/session.json\"\n"
        "content = { session = \"{launch.id}\", version = \"{application.version.major}\" }\n");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    const fs::path file = world / "home/.local/share/studio/session.json";
    EXPECT_EQ(Json::parse(readFile(file)),
              (Json{{"session", launched["SLIPWAY_LAUNCH_ID"].value_or("")}, {"version", "2024"}}));
}

TEST_F(Preparation, WritesAStringAsItIs) {
    plugin("file = { path = \"{home}/a.txt\", content = \"{env.ANN}{{\\n\\\"\" }");
    world.set("ANN", "ann");
    ASSERT_TRUE(world.maya().report);
    EXPECT_EQ(readFile(world / "home/a.txt"), "ann{\n\"");
}

TEST_F(Preparation, ReplacesNoFolder) {
    plugin("file = { path = \"{home}/folder\", content = \"\" }");
    world.makeFolder("home/folder");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_TRUE(fs::is_directory(world / "home/folder"));
    EXPECT_THAT(launched.said(), HasSubstr("something else than a file is there"));
}

TEST_F(Preparation, ReplacesAFileThatMayNotBeWritten) {
    plugin("file = { path = \"{home}/a\", content = \"new\" }");
    fs::permissions(world.write("home/a", "old"), fs::perms::owner_read);
    const Launch launched = world.maya();
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(readFile(world / "home/a"), "new");
}

TEST_F(Preparation, ReplacesAFileAsAWholeAndLeavesNothingBesideIt) {
    plugin("file = { path = \"{home}/d/a\", content = \"new\" }");
    world.write("home/d/a", "old and longer");
    fs::create_hard_link(world / "home/d/a", world / "home/before");
    ASSERT_TRUE(world.maya().report);
    EXPECT_EQ(readFile(world / "home/d/a"), "new");
    EXPECT_EQ(readFile(world / "home/before"), "old and longer");
    EXPECT_EQ(std::distance(fs::directory_iterator(world / "home/d"), {}), 1);
}

TEST_F(Preparation, EscapesWhatStandsInJson) {
    plugin("file = { path = \"{home}/a\", content = { v = \"{env.ODD}\" } }");
    world.set("ODD", "\"\\\n\x01\xc3\xa4{home}");
    ASSERT_TRUE(world.maya().report);
    EXPECT_EQ(Json::parse(readFile(world / "home/a"))["v"], "\"\\\n\x01\xc3\xa4{home}");
}

TEST_F(Preparation, LeavesOutAFileOfWhichAPlaceholderIsAbsent) {
    plugin(
        "file = [{ path = \"{home}/a\", content = \"{context.id}\" }, "
        "{ path = \"{home}/{context.id}\", content = \"\" }, "
        "{ path = \"{home}/b\", content = \"{context.id:-none}\" }]");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.said(), "");
    EXPECT_FALSE(fs::exists(world / "home/a"));
    EXPECT_EQ(readFile(world / "home/b"), "none");
    EXPECT_EQ(explained()["files"][0]["absent"], "context.id");
}

TEST_F(Preparation, SeesTheFinishedEnvironmentInFiles) {
    plugin(
        "priority = 1\nenv = { A.set = \"early\" }\n"
        "file = { path = \"{home}/a\", content = \"{env.A}\" }");
    world.integration("studio/later", "A.set = \"late\"\n");
    ASSERT_TRUE(world.maya().report);
    EXPECT_EQ(readFile(world / "home/a"), "late");
}

TEST_F(Preparation, SaysWhichFileCannotBeWrittenAndGoesOn) {
    plugin("file = { path = \"{home}/file/a\", content = \"\" }");
    world.write("home/file", "");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.said(),
                AllOf(StartsWith("slipway: of integration 'tools' the file '"),
                      HasSubstr(std::string(world / "home")), HasSubstr("file/a'"),
                      HasSubstr(std::string(world / "studio/tools-1.0/slipway.toml") + ":4)"),
                      HasSubstr("cannot be written: ")));
}

TEST_F(Preparation, StopsAFarmsLaunchWhereAFileCannotBeWritten) {
    plugin("file = { path = \"{home}/file/a\", content = \"\" }");
    world.write("home/file", "");
    for (const auto& [name, value] : {std::pair("SLIPWAY_MODE", "farm"), {"SLIPWAY_STRICT", "1"}}) {
        world.set(name, value);
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, 125) << launched;
        world.unset(name);
    }
}

TEST_F(Preparation, WritesRelativePathsInTheManifestsFolderAndNotAboveIt) {
    plugin(
        "file = [{ path = \"made/a\", content = \"\" }, { path = \"x/../../b\", content = \"\" }]");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_TRUE(fs::exists(world / "studio/tools-1.0/made/a"));
    EXPECT_FALSE(fs::exists(world / "studio/b"));
    EXPECT_THAT(launched.said(), HasSubstr("leads out of the manifest's folder: 'x/../../b'"));
}

// --- commands before the launch

TEST_F(Preparation, AddsWhatACommandPrintsAsTheIntegrationsOwn) {
    world.integration("studio/after", "LIST.prepend = '{env.FROM:-}'\n");
    command({.says = R"({"env": {"FROM.set": "{prepare}", "LIST": ["x", "y"], "A.unset": true,
        "N": 1, "P.prepend": {"value": "q", "separator": "|"}},
        "arguments": ["--printed", "a b"]})"},
            "output = 'json'");
    world.set("P", "p");
    const Launch launched = world.maya({"own"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(launched["FROM"], "{prepare}");
    EXPECT_EQ(launched["LIST"], list("x:y"));
    EXPECT_EQ(launched["A"], std::nullopt);
    EXPECT_EQ(launched["N"], "1");
    EXPECT_EQ(launched["P"], "q|p");
    EXPECT_THAT(launched.report->arguments,
                ElementsAre(world.executable(), "--printed", "a b", "own"));
}

TEST_F(Preparation, SaysHowACommandFailedAndDoesWhatOnFailureSays) {
    const Script failing{.complains = "first\n  boom\n", .code = 3};
    const std::string description = "command '" + prepare() + "' (" +
                                    std::string(world / "studio/tools-1.0/slipway.toml") +
                                    ":5) ended with exit code 3:   boom\n";
    command(failing, "on_failure = 'stop'");
    const Launch stopped = world.maya();
    EXPECT_EQ(stopped.ended.code, 125);
    EXPECT_EQ(stopped.said(),
              "slipway: not launched, since of integration 'tools' the " + description);
    command(failing, "on_failure = 'warn'");
    const Launch warned = world.maya();
    EXPECT_EQ(warned["A"], "a");
    EXPECT_EQ(warned.said(), "slipway: of integration 'tools' the " + description);
    command(failing, "on_failure = 'skip'");
    const Launch skipped = world.maya();
    ASSERT_TRUE(skipped.report) << skipped;
    EXPECT_EQ(skipped["A"], std::nullopt);
    EXPECT_EQ(skipped.said(), "slipway: integration 'tools' is left out: its " + description);
}

TEST_F(Preparation, SaysWhereItsOutputIsNotWhatItShouldBe) {
    const std::pair<const char*, const char*> cases[] = {
        {"{\"env\": ", "printed what cannot be read: its output:"},
        {"[]", "its output:1:1: error: the file holds a list where a table is expected"},
        {"{\"env\": {\"A.prepnd\": \"x\"}}", "unknown operation 'prepnd' on 'A'"},
        {"\xff", "printed what cannot be read"},
    };
    for (const auto& [output, message] : cases) {
        command({.says = output}, "output = 'json'");
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, 125) << output;
        EXPECT_THAT(launched.said(), HasSubstr(message)) << output;
    }
}

TEST_F(Preparation, LogsWhatACommandPrintsLineByLine) {
    command({.says = "one\ntwo", .complains = "three"});
    world.set("SLIPWAY_LOG", "info");
    world.set("SLIPWAY_LOG_FILE", "$SANDBOX/log");
    ASSERT_TRUE(world.maya().report);
    EXPECT_THAT(readFile(world / "log"),
                AllOf(HasSubstr("\toutput=one"), HasSubstr("\toutput=two"),
                      HasSubstr("\terrors=three"), HasSubstr("ended with exit code 0")));
}

// What is told and what is done are the same: seen by the verb, and by the deed.
TEST_F(Preparation, IsDoneByALaunchAndToldByExplain) {
    command({.says = R"({"env": {"B.set": "b"}})", .ran = world / "ran"}, "output = 'json'");
    const Json told = explained();
    EXPECT_EQ(told["before"][0]["status"], "not done");
    EXPECT_EQ(told["before"][0]["command"][0], prepare());
    EXPECT_EQ(timesRan(world / "ran"), 0u);
    EXPECT_EQ(explained({"--run-before"})["before"][0]["status"], "done");
    EXPECT_EQ(world.maya()["B"], "b");
    EXPECT_EQ(timesRan(world / "ran"), 2u);
}

TEST_F(Preparation, RunsACommandAtItsIntegrationsPlace) {
    world.plugin("studio/early",
                 "slipway = 1\n[[integration]]\npriority = 1\nenv = { LIST = 'early' }\n");
    world.plugin("studio/late",
                 "slipway = 1\n[[integration]]\npriority = 200\nenv = { LIST = 'late' }\n");
    command({.says = R"({"env": {"LIST": "printed"}})"},
            "output = 'json'\n[integration.case.env]\nLIST = 'case'");
    EXPECT_EQ(world.maya()["LIST"], list("early:case:printed:late"));
}

TEST_F(Preparation, StopsAFarmsLaunchWhateverOnFailureSays) {
    for (const std::string response : {"stop", "warn", "skip"}) {
        command({.code = 1}, "on_failure = '" + response + "'");
        for (const auto& [name, value] :
             {std::pair("SLIPWAY_MODE", "farm"), {"SLIPWAY_STRICT", "1"}}) {
            world.set(name, value);
            EXPECT_EQ(world.maya().ended.code, 125) << response << name;
            world.unset(name);
        }
    }
}

TEST_F(Preparation, LeavesOutWhatRequiresASkippedIntegrationAndRunsNothingTwice) {
    writeScript(world, "first", {.ran = world / "ran"});
    world.plugin(
        "studio/first",
        "slipway = 1\n[[integration]]\npriority = 1\nbefore = { command = ['$SANDBOX/first" +
            std::string(kScriptEnding) + "'] }\n");
    command({.code = 1}, "on_failure = 'skip'");
    world.plugin("studio/resting",
                 "slipway = 1\n[[integration]]\npriority = 1\n"
                 "requires = ['tools']\nenv = { R.set = '1' }\n");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["R"], std::nullopt);
    EXPECT_THAT(launched.said(), HasSubstr("'resting' is left out: requires 'tools'"));
    EXPECT_EQ(timesRan(world / "ran"), 1u);
}

TEST_F(Preparation, EndsACommandThatHangsWithAllThatItStarted) {
    command({.says = "{}", .hangs = true}, "timeout = '300ms'");
    const Launch launched = world.maya();
    EXPECT_EQ(launched.ended.code, 125);
    EXPECT_THAT(launched.said(), HasSubstr("did not end within 300 ms"));
    EXPECT_TRUE(isLeftByAll(world, "studio/tools-1.0/bin/prepare"));
}

TEST_F(Preparation, ReadsWhateverACommandPrintsAndKeepsNone) {
    const std::string flood(300'000, 'x');
    command({.says = flood, .complains = flood});
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched.said().substr(0, 200);
    EXPECT_EQ(launched.said(), "");
}

TEST_F(Preparation, StopsWhereACommandPrintsMoreJsonThanThereCanBe) {
    command({.says = std::string(1'100'000, ' ')}, "output = 'json'\ntimeout = '50s'");
    const Launch launched = world.maya();
    EXPECT_EQ(launched.ended.code, 125);
    EXPECT_THAT(launched.said(), HasSubstr("printed more than 1 MiB where JSON is expected"));
}

TEST_F(Preparation, LeavesOutAnIntegrationWhoseCommandOthersCanWrite) {
    command({.says = "{}"}, "output = 'json'\non_failure = 'warn'");
    letOthersWrite(prepare());
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["A"], std::nullopt);
    EXPECT_THAT(launched.said(),
                AllOf(HasSubstr("integration 'tools' is left out: command"),
                      HasSubstr(native("bin/prepare" + std::string(kScriptEnding)) +
                                "' is writable by everyone")));
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST_F(Preparation, BoundsACommandThatLaunchesItsOwnApplication) {
    plugin("before = { command = ['" + world.shim("maya").string() + "'], timeout = '5s' }");
    const Launch launched = world.maya();
    EXPECT_EQ(launched.ended.code, 125) << launched;
}

TEST_F(Preparation, TakesNothingPrintedForNothingToAddAndWarnsOfUnknownKeys) {
    command({}, "output = 'json'");
    EXPECT_EQ(world.maya().said(), "");
    command({.says = R"({"enviroment": {}})"}, "output = 'json'");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.said(), HasSubstr("warning: unknown key 'enviroment'"));
}

TEST_F(Preparation, SaysWhereThereIsNoSuchCommand) {
    const std::pair<std::string, std::string> cases[] = {
        {"bin/missing", "is not there"},
        {"no-such-command", "was not found on PATH"},
        {"../../up", "leads out of the manifest's folder: '../../up'"},
    };
    for (const auto& [executable, message] : cases) {
        plugin("before = { command = ['" + executable + "'] }");
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, 125) << executable;
        EXPECT_THAT(launched.said(), HasSubstr(message)) << executable;
    }
}

TEST_F(Preparation, FindsABareNameOnThePathThatIsComposed) {
    writeScript(world, "studio/tools-1.0/bin/prepare", {.says = R"({"env": {"B": "b"}})"});
    world.plugin("studio/tools-1.0",
                 "slipway = 1\n[[integration]]\nname = 'tools'\n"
                 "env = { PATH.prepend = '{plugin.dir}/bin' }\n"
                 "before = { command = ['prepare'], output = 'json' }\n");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["B"], "b") << launched;
}

TEST_F(Preparation, RunsNothingForAnIntegrationThatIsLeftOutOrALaunchThatIsRefused) {
    command({.ran = world / "ran"});
    world.set("PATH", "$SANDBOX/opt/maya2024/bin");
    for (const auto& [name, value, code] : {std::tuple("SLIPWAY_WITHOUT", "tools", 0),
                                            {"SLIPWAY_BYPASS", "1", 0},
                                            {"SLIPWAY_USE", "maya=1999", 127}}) {
        world.set(name, value);
        EXPECT_EQ(world.maya().ended.code, code) << name;
        world.unset(name);
    }
    world.plugin("studio/needed",
                 "slipway = 1\n[[integration]]\nrequired = true\nrequires = ['nobody']\n");
    EXPECT_EQ(world.maya().ended.code, 125);
    EXPECT_EQ(timesRan(world / "ran"), 0u);
}

// --- secrets

TEST_F(Preparation, HidesSecretsOfWhatACommandSays) {
    world.set("STUDIO_TOKEN", "secret-value");
    command({.complains = "the token is secret-value", .code = 1});
    world.set("SLIPWAY_LOG", "info");
    world.set("SLIPWAY_LOG_FILE", "$SANDBOX/log");
    EXPECT_THAT(world.maya().said(), HasSubstr("the token is •••"));
    EXPECT_THAT(readFile(world / "log"),
                AllOf(HasSubstr("the token is •••"), Not(HasSubstr("secret-value"))));
}

TEST_F(Preparation, HidesSecretsInWhatCannotBeDone) {
    world.set("STUDIO_TOKEN", "secret-value");
    world.set("SLIPWAY_LOG_FILE", "$SANDBOX/log");
    world.set("SLIPWAY_LOG", "info");
    world.write("home/file", "");
    const std::string nowhere = "['$SANDBOX/nowhere/{env.STUDIO_TOKEN}']";
    for (const std::string& below :
         {"before = { command = " + nowhere + ", on_failure = 'warn' }",
          "before = { command = " + nowhere + " }", "companion = { command = " + nowhere + " }",
          std::string("file = { path = '{home}/file/{env.STUDIO_TOKEN}', "
                      "content = '' }")}) {
        plugin(below);
        EXPECT_THAT(world.maya().said(), AllOf(HasSubstr("•••"), Not(HasSubstr("secret-value"))))
            << below;
    }
    for (const fs::path& file : {world / "log", Place(world.cache() / "launches")}) {
        EXPECT_THAT(readFile(file), AllOf(HasSubstr("•••"), Not(HasSubstr("secret-value"))));
    }
}

// --- telling

TEST_F(Preparation, IsToldOfAndNotDoneByExplainEnvWhyAndShell) {
    command({.says = "{}", .ran = world / "ran"},
            "output = 'json'\n[integration.companion]\ncommand = ['bin/prepare', 'companion']\n"
            "[integration.file]\npath = '{home}/written'\ncontent = ''\n"
            "[integration.case.env]\nDIR.set = '{launch.dir}'");
    const std::vector<std::vector<std::string>> tellers = {
        {"explain", "maya"},
        {"env", "maya", "--format", "json"},
        {"why", "DIR", "--app", "maya"},
        {"shell", "maya", "--", probeExecutable()},
    };
    for (const auto& teller : tellers) {
        const Ended ended = world.slipway(teller);
        EXPECT_EQ(ended.code, 0) << ended;
    }
    const Json told = explained();
    EXPECT_FALSE(fs::exists(world / "home/written"));
    EXPECT_EQ(timesRan(world / "ran"), 0u);
    EXPECT_THAT(world.slipway({"env", "maya"}).errors, HasSubstr("--run-before"));
    EXPECT_EQ(told["before"][0]["status"], "not done");
    EXPECT_EQ(told["before"][0]["line"], 5);
    EXPECT_EQ(told["files"][0]["path"], std::string(world / "home") + "/written");
    EXPECT_EQ(told["companions"][0]["by"], "tools");
}

TEST_F(Preparation, IsDoneWhereItIsAskedFor) {
    command({.says = R"({"env": {"B.set": "b"}})"},
            "output = 'json'\n[integration.file]\npath = '{home}/written'\ncontent = ''");
    const Json told = explained({"--run-before"});
    EXPECT_TRUE(fs::exists(world / "home/written"));
    EXPECT_EQ(told["before"][0]["status"], "done");
    const Json& environment = told["environment"];
    const auto variable =
        std::ranges::find_if(environment, [](const Json& each) { return each["name"] == "B"; });
    ASSERT_NE(variable, environment.end());
    const Json operation = (*variable)["operations"][0];
    EXPECT_EQ(operation["by"], "tools");
    EXPECT_EQ(operation["operation"], "set");
    EXPECT_EQ(operation["line"], 5);
    EXPECT_EQ(operation["printed_by"], prepare());
    const std::vector<std::string> env = {"env", "maya", "--run-before", "--format", "json"};
    EXPECT_EQ(Json::parse(world.slipway(env).output)["set"]["B"], "b");
    EXPECT_EQ(launch(world.command(slipwayExecutable(), {"shell", "maya", "--run-before", "--",
                                                         probeExecutable()}))["B"],
              "b");
}

TEST_F(Preparation, IsTheSameByTheSlipwayCommand) {
    command({.says = R"({"env": {"B.set": "b"}})"}, "output = 'json'");
    const Launch launched = launch(world.command(slipwayExecutable(), {"run", "maya", "x"}));
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["B"], "b");
    EXPECT_THAT(launched.report->arguments, ElementsAre(world.executable(), "x"));
}

// --- companions, and what is the launch's own

TEST_F(Preparation, SaysThatACompanionIsMissingAndGoesOn) {
    plugin("companion = { command = [\"bin/nobody\"] }\nenv = { A.set = \"a\" }");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["A"], "a");
    EXPECT_THAT(launched.said(), HasSubstr("companion '"));
    EXPECT_THAT(launched.said(), HasSubstr("bin/nobody'"));
    EXPECT_THAT(launched.said(), HasSubstr("is not there"));
}

TEST_F(Preparation, StartsACompanionBesideACommandThatRanFirst) {
    const Place beside = writeScript(world, "beside", {.ran = world / "told"});
    command({}, "[[integration.companion]]\ncommand = ['" + beside.string() + "']");
    for (std::size_t times = 1; times <= 5;
         ++times) {  // who waits for the other is a matter of chance
        const Launch launched = world.maya();
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched.said(), "");
        EXPECT_TRUE(comes([&] { return timesRan(world / "told") == times; }));
    }
}

// What is in it goes, too, where it may only be read.
TEST_F(Preparation, RemovesTheFolderOfAProcessThatIsGoneAtALaterLaunch) {
    plugin("env = { DIR.set = \"{launch.dir}\" }");
    const fs::path first = world.maya()["DIR"].value_or("");
    fs::create_directory(first / "kept");
    std::ofstream(first / "kept/file").close();
    fs::permissions(first / "kept/file", fs::perms::owner_read);
    const fs::path second = world.maya()["DIR"].value_or("");
    EXPECT_NE(first, second);
    EXPECT_TRUE(fs::is_directory(second));
    EXPECT_FALSE(fs::exists(first));
}

// --- the helper and the application

TEST_F(Preparation, GoesOnWithoutWhatTheHelperCannotDoWhereThereIsNone) {
    plugin(
        "env = { A.set = \"a\", DIR.set = \"{launch.dir}\" }\n"
        "file = { path = \"{home}/written\", content = \"\" }\n");
    world.makeFolder("alone");
    fs::copy_file(slipwayExecutable(), world / "alone/slipway$EXE");
    fs::copy_file(shimExecutable(), world / "alone/maya$EXE");
    const Command alone = world.command(world / "alone/maya$EXE");
    warmCache(world, alone);
    fs::remove(world / "home/written");
    fs::remove(world / "alone/slipway$EXE");
    const Launch launched = slipway::test::launch(alone);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["DIR"], std::nullopt);
    EXPECT_EQ(launched["A"], "a");
    EXPECT_FALSE(fs::exists(world / "home/written"));
    EXPECT_THAT(launched.said(), HasSubstr("the file '"));
}

TEST_F(Preparation, GivesAnInnerLaunchTheEnvironmentOfOne) {
    command({.says = R"({"env": {"LIST": ["x", "y"]}})"}, "output = 'json'");
    fs::copy_file(envProgram(), world.executable(), fs::copy_options::overwrite_existing);
    const Launch launched = launch(world.mayaCommand({world.shim("maya"), probeExecutable()}));
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["LIST"], list("x:y"));
}

TEST_F(Preparation, GivesAFreePortTheSameEverywhere) {
    plugin("env = { PORT.set = \"{launch.port}\" }\narguments = [\"--port={launch.port}\"]");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_GT(std::stoi(launched["PORT"].value_or("0")), 1023);
    EXPECT_EQ(launched.report->arguments.at(1), "--port=" + launched["PORT"].value_or(""));
}

}  // namespace slipway::test
