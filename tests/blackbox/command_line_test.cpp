// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.7: `slipway` itself, from outside.

#include "tests/blackbox/command_line.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// ---- wrong usage ----

class WrongUsage : public CommandLine {
  protected:
    // Nothing on stdout, one line on stderr that holds the parts.
    void expect(int code, const std::vector<std::string>& arguments,
                const std::vector<std::string>& parts) {
        const Ended ended = world.slipway(arguments);
        EXPECT_EQ(ended.code, code) << ended;
        EXPECT_EQ(ended.output, "");
        EXPECT_THAT(ended.errors, StartsWith("slipway: "));
        for (const std::string& part : parts) EXPECT_THAT(ended.errors, HasSubstr(part));
    }
};

TEST_F(WrongUsage, OfAVerbNamesTheNearestOne) {
    expect(2, {"lst"}, {"'lst'", "'list'"});
    expect(2, {"explane", "maya"}, {"'explane'", "'explain'"});
    expect(2, {"chekc"}, {"'check'"});
    expect(2, {"unistall", "maya"}, {"'uninstall'"});
    expect(2, {"xyzzy"}, {"'xyzzy'"});
}

TEST_F(WrongUsage, OfAnOptionNamesTheNearestOne) {
    expect(2, {"list", "--jsno"}, {"'--jsno'", "'--json'"});
    expect(2, {"env", "maya", "--fromat", "sh"}, {"'--fromat'", "'--format'"});
    expect(2, {"explain", "maya", "-x"}, {"'-x'"});
    expect(2, {"--vresion"}, {"'--version'"});
}

TEST_F(WrongUsage, OfAFormatNamesTheOnesThereAre) {
    expect(2, {"env", "maya", "--format", "bash"}, {"'bash'", "sh", "json"});
}

TEST_F(WrongUsage, OfTooFewOrTooManyArguments) {
    expect(2, {"explain"}, {"explain"});
    expect(2, {"run"}, {"run"});
    expect(2, {"env"}, {"env"});
    expect(2, {"env", "maya", "nuke"}, {"'nuke'"});
    expect(2, {"list", "maya"}, {"'maya'"});
    expect(2, {"env", "maya", "--format"}, {"--format"});
}

TEST_F(WrongUsage, AnUnknownApplicationIsNotFoundAndTheNearestNamed) {
    expect(127, {"run", "myaa"}, {"'myaa'", "'maya'"});
    expect(127, {"run", "myaa@2024"}, {"myaa", "'maya'"});
    expect(2, {"env", "myaa"}, {"'myaa'", "'maya'"});
    expect(2, {"install", "myaa"}, {"'myaa'", "'maya'"});
}

TEST_F(WrongUsage, AnUnknownVersionIsNotFoundAndTheOnesThereAreNamed) {
    world.installation("maya", "2022.1");
    expect(127, {"run", "maya@2021"}, {"2021", "2022.1", "2024"});
    expect(2, {"env", "maya@2021"}, {"2021", "2022.1", "2024"});
}

TEST_F(WrongUsage, AVersionThatIsEmptyIsWrongUsage) {
    expect(2, {"run", "maya@"}, {"'maya@'"});
    expect(2, {"explain", "@2024"}, {"'@2024'"});
}

// What is specified and not there yet is said to be so.
TEST_F(WrongUsage, OfAVerbStillToComeSaysSo) {
    expect(2, {"freeze", "maya"}, {"'freeze'"});
}

TEST_F(WrongUsage, IsWrittenWithoutControlCharacters) {
    const Ended ended = world.slipway({"\x1b[31mred\n"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(std::ranges::count(ended.errors, '\x1b'), 0) << ended;
    EXPECT_EQ(std::ranges::count(ended.errors, '\n'), 1) << ended;
}

// ---- help, version ----

TEST_F(CommandLine, HelpGoesToStdoutAndIsNoError) {
    const Ended all = world.slipway({"--help"});
    EXPECT_EQ(all.code, 0);
    EXPECT_EQ(all.errors, "");
    for (const char* verb : {"list", "run", "explain", "env", "check", "install", "uninstall"}) {
        EXPECT_THAT(all.output, HasSubstr(verb));
        const Ended one = world.slipway({verb, "--help"});
        EXPECT_EQ(one.code, 0) << one;
        EXPECT_THAT(one.output, HasSubstr(std::string("slipway ") + verb));
        EXPECT_EQ(one.errors, "");
    }
}

TEST_F(CommandLine, VersionIsOneLine) {
    const Ended ended = world.slipway({"--version"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.output, StartsWith("slipway "));
    EXPECT_EQ(std::ranges::count(ended.output, '\n'), 1);
    EXPECT_EQ(ended.errors, "");
}

TEST_F(CommandLine, NothingAtAllIsACallForHelp) {
    EXPECT_EQ(world.slipway({}).output, world.slipway({"--help"}).output);
}

// ---- list ----

TEST_F(CommandLine, ListShowsApplicationsAndTheirInstallationsNewestFirst) {
    world.installation("maya", "2022.5");
    const Ended ended = world.slipway({"list"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(ended.errors, "");
    const auto newest = ended.output.find("2024"), older = ended.output.find("2022.5");
    ASSERT_NE(newest, std::string::npos) << ended;
    ASSERT_NE(older, std::string::npos) << ended;
    EXPECT_LT(newest, older);
    EXPECT_THAT(ended.output, HasSubstr(world.executable()));
}

TEST_F(CommandLine, ListShowsTheShimsOnPathAndWhatTheyLaunch) {
    world.install({"maya@2024"});
    world.install({"--target", world.executable(), "--name", "tool"});
    world.write("shims/.slipway/forgotten", "a record alone");
    world.write("shims/other$EXE", "no shim");
    world.set("PATH", list("relative:") + "$SANDBOX/nowhere:$SANDBOX/shims");
    const std::string text = world.slipway({"list"}).output;
    EXPECT_THAT(text, AllOf(HasSubstr("Shims in " + (world / "shims").string() + "\n"),
                            HasSubstr("\n  maya\n"), HasSubstr("maya@2024\n"),
                            HasSubstr(world.executable().string())));
    EXPECT_THAT(text, AllOf(Not(HasSubstr("forgotten")), Not(HasSubstr("other"))));
    const Json folders = json({"list", "--json"})["shim_folders"];
    ASSERT_EQ(folders.size(), 1U);
    EXPECT_EQ(folders[0]["path"], (world / "shims").string());
    const Json& shims = folders[0]["shims"];
    EXPECT_EQ(having(shims, "name", "maya2024"),
              Json::parse(R"({"name": "maya2024", "launches": "maya@2024", "broken": false})"));
    EXPECT_EQ(having(shims, "name", "tool")["launches"], world.executable().string());
    EXPECT_EQ(having(shims, "name", "other"), nullptr);
}

TEST_F(CommandLine, ListAsJson) {
    world.installation("maya", "2022.5");
    const Json maya = having(json({"list", "--json"})["applications"], "name", "maya");
    ASSERT_FALSE(maya.is_null());
    ASSERT_EQ(maya["installations"].size(), 2);
    EXPECT_EQ(maya["installations"][0]["version"], "2024");
    EXPECT_EQ(maya["installations"][0]["path"], world.executable().string());
    EXPECT_EQ(maya["installations"][1]["version"], "2022.5");
}

// ---- explain ----

class Explain : public CommandLine {
  protected:
    Explain() {
        world.set("SLIPWAY_CONTEXT", R"({"id": "t-1"})");
        world.set("PYTHONPATH", "/was");
        world.set("GONE", "here");
        world.plugin("studio/framework-maya-24.11.0", R"(slipway = 1
[[integration]]
priority = 40
when = "application.version >= 2021"
arguments = ["-framework"]
[integration.env]
PYTHONPATH.prepend = ["{plugin.dir}/a", "{plugin.dir}/b"]
GONE.unset = true
MY_API_KEY.set = "very secret"
)");
        world.plugin("studio/nuke-only-1.0",
                     "slipway = 1\n[[integration]]\nwhen = 'application.name = nuke'\n");
        world.plugin("studio/framework-maya-24.2.0", "slipway = 1\n");
        world.plugin("studio/broken-1.0", "slipway = 1\nnonsense");
    }
};

TEST_F(Explain, AsJsonHasTheShapeOfTheSpecification) {
    const Json plan = json({"explain", "maya", "--json", "--", "scene.ma"});
    const std::string manifest = world / "studio/framework-maya-24.11.0/slipway.toml";

    const Json& application = plan["application"];
    EXPECT_EQ(application["name"], "maya");
    EXPECT_EQ(application["identifier"], "maya_2024");
    EXPECT_TRUE(application["label"].is_string());
    EXPECT_EQ(application["variant"], "2024");
    EXPECT_EQ(application["version"], "2024");
    EXPECT_EQ(application["path"], world.executable().string());
    EXPECT_EQ(application["chosen_by"], "newest");
    EXPECT_EQ(plan["context"], Json({{"id", "t-1"}}));
    EXPECT_EQ(plan["command"]["executable"], world.executable().string());
    EXPECT_EQ(plan["command"]["arguments"], Json({"-framework", "scene.ma"}));
    EXPECT_TRUE(plan["command"].at("working_directory").is_null());

    const Json applied = having(plan["integrations"], "name", "framework-maya");
    ASSERT_FALSE(applied.is_null());
    EXPECT_EQ(applied["plugin"], "framework-maya");
    EXPECT_EQ(applied["version"], "24.11.0");
    EXPECT_EQ(applied["manifest"], manifest);
    EXPECT_EQ(applied["priority"], 40);
    EXPECT_EQ(applied["status"], "applied");
    EXPECT_TRUE(applied["reason"].is_null());

    const Json path = having(plan["environment"], "name", "PYTHONPATH");
    EXPECT_EQ(path["before"], "/was");
    const std::string folder = world / "studio/framework-maya-24.11.0";
    EXPECT_EQ(path["value"], folder + "/a" + kHost.listSeparator + folder + "/b" + list(":/was"));
    ASSERT_EQ(path["operations"].size(), 1);
    EXPECT_EQ(path["operations"][0]["operation"], "prepend");
    EXPECT_EQ(path["operations"][0]["by"], "framework-maya");
    EXPECT_EQ(path["operations"][0]["manifest"], manifest);
    EXPECT_EQ(path["operations"][0]["line"], 7);
    const Json gone = having(plan["environment"], "name", "GONE");
    EXPECT_EQ(gone["before"], "here");
    EXPECT_TRUE(gone.at("value").is_null());
    EXPECT_EQ(gone["operations"][0]["line"], 8);
}

TEST_F(Explain, SaysWhyAnIntegrationIsSkipped) {
    const Json plan = json({"explain", "maya", "--json"});
    const Json skipped = having(plan["integrations"], "name", "nuke-only");
    ASSERT_FALSE(skipped.is_null());
    EXPECT_EQ(skipped["status"], "skipped");
    EXPECT_THAT(skipped["reason"].get<std::string>(), HasSubstr("application.name"));
    EXPECT_THAT(world.slipway({"explain", "maya"}).output, HasSubstr("nuke-only"));
}

TEST_F(Explain, ReportsWhatIsBrokenAndWhatIsShadowed) {
    const Json diagnostics = json({"explain", "maya", "--json"})["diagnostics"];
    const Json broken = having(diagnostics, "code", "syntax");
    ASSERT_FALSE(broken.is_null()) << diagnostics;
    EXPECT_EQ(broken["severity"], "error");
    EXPECT_EQ(broken["file"], (world / "studio/broken-1.0/slipway.toml").string());
    EXPECT_EQ(broken["line"], 2);
    EXPECT_TRUE(broken["column"].is_number());
    EXPECT_TRUE(broken["message"].is_string());
    const Json shadowed = having(diagnostics, "code", "plugin-shadowed");
    ASSERT_FALSE(shadowed.is_null()) << diagnostics;
    EXPECT_EQ(shadowed["severity"], "warning");
    EXPECT_THAT(shadowed.dump(), AllOf(HasSubstr("24.2.0"), HasSubstr("24.11.0")));
    EXPECT_THAT(world.slipway({"explain", "maya"}).output,
                AllOf(HasSubstr("framework-maya-24.2.0"), HasSubstr("broken-1.0")));
}

TEST_F(Explain, NeverShowsASecret) {
    for (const auto& arguments : {std::vector<std::string>{"explain", "maya"},
                                  std::vector<std::string>{"explain", "maya", "--json"}}) {
        const Ended ended = world.slipway(arguments);
        EXPECT_THAT(ended.output, AllOf(HasSubstr("MY_API_KEY"), HasSubstr("•••")));
        EXPECT_THAT(ended.output + ended.errors, Not(HasSubstr("very secret")));
    }
}

TEST_F(Explain, SaysWhyAnInstallationWasChosen) {
    world.installation("maya", "2022");
    const auto chosenBy = [&](const std::string& application) {
        const Json found = json({"explain", application, "--json"})["application"];
        return found["version"].get<std::string>() + " " + found["chosen_by"].get<std::string>();
    };
    EXPECT_EQ(chosenBy("maya"), "2024 newest");
    EXPECT_THAT(chosenBy("maya@2022"), StartsWith("2022 "));
    world.set("SLIPWAY_USE", "maya=2022");
    EXPECT_EQ(chosenBy("maya"), "2022 SLIPWAY_USE");
}

TEST_F(Explain, OfALaunchThatWouldFailSaysSo) {
    const Ended ended = world.slipway({"explain", "maya@2021"});
    EXPECT_NE(ended.code, 0) << ended;
    EXPECT_THAT(ended.output + ended.errors, AllOf(HasSubstr("2021"), HasSubstr("2024")));
}

TEST_F(Explain, IsTheLaunchThatComesAbout) {
    const Json plan = json({"explain", "maya", "--json", "--", "a"});
    const Launch launched = world.maya({"a"});
    ASSERT_TRUE(launched.report) << launched;
    const Json arguments = plan["command"]["arguments"];
    EXPECT_EQ(std::vector<std::string>(launched.report->arguments.begin() + 1,
                                       launched.report->arguments.end()),
              arguments.get<std::vector<std::string>>());
    for (const Json& variable : plan["environment"]) {
        const std::string name = variable["name"];
        if (name == "MY_API_KEY" || name == "SLIPWAY_LAUNCH_ID" || name == "SLIPWAY_SESSION") {
            continue;
        }
        const auto& value = variable["value"];
        EXPECT_EQ(launched[name],
                  value.is_null() ? std::nullopt : std::optional(value.get<std::string>()))
            << name;
    }
}

// ---- env ----

TEST_F(Env, AsJsonIsWhatIsSetAndWhatIsUnset) {
    const Json change = json({"env", "maya", "--format", "json"});
    EXPECT_EQ(change["unset"], Json({"GONE"}));
    for (const auto& [name, value] : kNasty) EXPECT_EQ(change["set"][name], value);
    EXPECT_EQ(change["set"]["LIST"], list("new:was"));
    EXPECT_FALSE(change["set"].contains("PATH")) << "what does not change is not there";
}

// There is one evaluator: what `env` prints is what a launch does, no more and no less.
TEST_F(Env, IsTheDifferenceThatALaunchMakes) {
    const Json change = json({"env", "maya", "--format", "json"});
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    std::set<std::string> expected(world.environment().begin(), world.environment().end());
    std::erase_if(expected, [&](const std::string& entry) {
        const std::string name = entry.substr(0, entry.find('='));
        return change["set"].contains(name) || name == "GONE";
    });
    for (const auto& [name, value] : change["set"].items()) {
        expected.insert(name + "=" + value.get<std::string>());
    }
    const std::vector<std::string>& environment = launched.report->environment;
    std::set<std::string> found(environment.begin(), environment.end());
    for (std::set<std::string>* each : {&expected, &found}) {
        std::erase_if(*each, [](const std::string& entry) {
            return entry.starts_with("SLIPWAY_LAUNCH_ID=") || entry.starts_with("SLIPWAY_SESSION=");
        });
    }
    EXPECT_EQ(found, expected);
}

TEST_F(Env, PrintsSecretsForThatIsWhatItIsFor) {
    world.integration("studio/secret-1.0", "MY_API_KEY.set = 'very secret'");
    EXPECT_EQ(json({"env", "maya", "--format", "json"})["set"]["MY_API_KEY"], "very secret");
    EXPECT_THAT(world.slipway({"env", "maya"}).output, HasSubstr("very secret"));
}

TEST_F(Env, OfAVersion) {
    world.installation("maya", "2022");
    EXPECT_EQ(json({"env", "maya@2022", "--format", "json"})["set"]["SLIPWAY_APPLICATION"],
              "maya_2022");
}

TEST_F(Env, SaysWarningsOnStderrOnly) {
    world.plugin("studio/broken-1.0", "broken");
    const Ended ended = world.slipway({"env", "maya", "--format", "json"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_FALSE(Json::parse(ended.output, nullptr, false).is_discarded()) << ended;
    EXPECT_THAT(ended.errors, AllOf(StartsWith("slipway: "), HasSubstr("broken-1.0")));
}

// ---- check ----

class Check : public CommandLine {};

TEST_F(Check, OfWhatIsRightIsDone) {
    world.integration("studio/one-1.0", "ONE.set = '1'");
    const Ended ended = world.slipway({"check"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(ended.errors, "");
    EXPECT_EQ(json({"check", "--json"}), Json({{"diagnostics", Json::array()}}));
}

TEST_F(Check, ShowsFileLineColumnTheLineAndACaret) {
    const Place file = world.integration("studio/one-1.0", "\tPATH.prepnd = 'x'");
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"check"},
                                                      {"check", file},
                                                      {"check", world / "studio"},
                                                      {"check", world / "studio/one-1.0"}}) {
        const Ended ended = world.slipway(arguments);
        EXPECT_EQ(ended.code, 1) << ended;
        EXPECT_THAT(ended.output, HasSubstr(file.string() + ":4:7: error: "));
        EXPECT_THAT(ended.output, HasSubstr("\tPATH.prepnd = 'x'\n"));
        EXPECT_THAT(ended.output, HasSubstr("\n    \t     ^\n"));
        EXPECT_EQ(ended.errors, "");
    }
}

TEST_F(Check, AsJsonHasDiagnostics) {
    const Place file = world.plugin("studio/one-1.0", "slipway = 1\nintegration = 'x'\n");
    world.plugin("studio/two-1.0", "slipway = 1\n[");
    const Json diagnostics = json({"check", "--json"}, 1)["diagnostics"];
    const Json schema = having(diagnostics, "code", "schema");
    ASSERT_FALSE(schema.is_null()) << diagnostics;
    EXPECT_EQ(schema["severity"], "error");
    EXPECT_EQ(schema["file"], file.string());
    EXPECT_EQ(schema["line"], 2);
    EXPECT_TRUE(schema["column"].is_number_integer());
    EXPECT_FALSE(having(diagnostics, "code", "syntax").is_null()) << diagnostics;
}

TEST_F(Check, GoesByItsPathsOnly) {
    world.integration("elsewhere/good-1.0", "ONE.set = '1'");
    world.plugin("studio/broken-1.0", "broken");
    EXPECT_EQ(world.slipway({"check", world / "elsewhere"}).code, 0);
    EXPECT_EQ(world.slipway({"check"}).code, 1);
    EXPECT_EQ(world.slipway({"check", world / "elsewhere", world / "studio"}).code, 1);
}

TEST_F(Check, OfAPathThatIsNotThereIsNoSuccess) {
    const Ended ended = world.slipway({"check", world / "missing"});
    EXPECT_NE(ended.code, 0);
    EXPECT_THAT(ended.output + ended.errors, HasSubstr(world / "missing"));
}

TEST_F(Check, WarnsOfAValueWithoutOperationOnAVariableThatNoOneElseTreatsAsAList) {
    world.integration("studio/one-1.0", "OCIO = '/mnt/config.ocio'\nPATH_LIKE.prepend = '/a'");
    world.integration("studio/two-1.0", "PATH_LIKE = '/b'");
    const Ended ended = world.slipway({"check"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, AllOf(HasSubstr(native("one-1.0/slipway.toml:4:")), HasSubstr("OCIO"),
                                    HasSubstr("set"), Not(HasSubstr("PATH_LIKE"))));
}

// ---- names that are hard to print or to compare ----

TEST_F(CommandLine, ApplicationsAreFoundByAnyCommandOfTheirs) {
    world.plugin("studio/definitions-maya", R"(slipway = 1
[[application]]
name = "maya"
find = ['$SANDBOX/opt/maya{version}/bin/maya$EXE']
[application.commands]
mayapy = {}
)");
    fs::copy_file(probeExecutable(), world / "opt/maya2024/bin/mayapy$EXE");
    const Json plan = json({"explain", "mayapy", "--json"});
    EXPECT_EQ(plan["application"]["name"], "maya");
    EXPECT_EQ(plan["command"]["executable"], (world / "opt/maya2024/bin/mayapy$EXE").string());
}

}  // namespace
}  // namespace slipway::test
