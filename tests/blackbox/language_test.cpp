// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4: cases within cases, and placeholders in every value that is text.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using Value = std::optional<std::string>;
const Value kUnset = std::nullopt;

// A world whose maya says more of itself; `keys` stand below `[[application]]`.
class DefinedMaya : public MayaSandbox {
  public:
    explicit DefinedMaya(const std::string& keys) {
        plugin("studio/definitions-maya",
               "slipway = 1\n[[application]]\nname = \"maya\"\n"
               "find = ['$SANDBOX/opt/maya{version}/bin/maya$EXE']\n" +
                   keys);
    }

    nlohmann::json explained() const {
        const Ended ended = slipway({"explain", "maya", "--json"});
        EXPECT_EQ(ended.code, 0) << ended;
        return nlohmann::json::parse(ended.output);
    }
};

constexpr const char* kCases = R"(
slipway = 1
[integration]
env.ORDER = "own"
[[integration.case]]
when = "env.OUTER = 1"
env.ORDER = "outer"
[[integration.case.case]]
when = "env.INNER = 1"
arguments = ["-inner"]
env.ORDER = "inner"
[[integration.case.case.case]]
env.ORDER = "innermost"
[[integration.case]]
env.ORDER = "next"
)";

TEST(CaseWithinACase, AppliesOnlyWhereBothDoAndInTheOrderOfWriting) {
    MayaSandbox world;
    world.plugin("studio/one-1.0", kCases);
    EXPECT_EQ(world.maya()["ORDER"], list("own:next"));
    world.set("INNER", "1");
    EXPECT_EQ(world.maya()["ORDER"], list("own:next")) << "the case around it does not apply";
    world.set("OUTER", "1");
    const Launch both = world.maya();
    EXPECT_EQ(both["ORDER"], list("own:outer:inner:innermost:next"));
    ASSERT_TRUE(both.report) << both;
    EXPECT_THAT(both.report->arguments, ElementsAre(world.executable(), "-inner"));
    world.unset("INNER");
    EXPECT_EQ(world.maya()["ORDER"], list("own:outer:next"));
}

TEST(CaseWithinACase, IsExplainedByTheCaseAroundIt) {
    MayaSandbox world;
    world.plugin("studio/one-1.0", kCases);
    const Ended ended = world.slipway({"explain", "maya", "--json"});
    const auto cases = nlohmann::json::parse(ended.output)["integrations"][0]["cases"];
    ASSERT_EQ(cases.size(), 4) << ended;
    EXPECT_EQ(cases[0]["reason"], "when env.OUTER = 1: env.OUTER is absent");
    EXPECT_EQ(cases[1]["reason"], "the case around it does not apply");
    EXPECT_EQ(cases[1]["depth"], 2);
    EXPECT_EQ(cases[2]["applies"], false);
    EXPECT_EQ(cases[3]["applies"], true);
}

TEST(PlaceholderInASeparator, PartsTheEntries) {
    MayaSandbox world;
    world.set("VALUE", "was");
    world.set("COMMA", ",");
    world.integration("studio/one-1.0",
                      "VALUE.append = { value = ['a', 'b'], separator = '{env.COMMA}' }");
    EXPECT_EQ(world.maya()["VALUE"], "was,a,b");
}

TEST(PlaceholderInASeparator, ThatIsAbsentLeavesTheOperationOut) {
    MayaSandbox world;
    world.integration("studio/one-1.0",
                      "VALUE.set = { value = ['a', 'b'], separator = '{env.COMMA}' }");
    EXPECT_EQ(world.maya()["VALUE"], kUnset);
    const auto said = nlohmann::json::parse(world.slipway({"explain", "maya", "--json"}).output);
    EXPECT_EQ(said["left_out"][0]["name"], "VALUE");
    EXPECT_EQ(said["left_out"][0]["absent"], "env.COMMA");
}

TEST(PlaceholderInACondition, IsEvaluatedAtTheLaunch) {
    MayaSandbox world;
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[integration]\nwhen = \"env.SITE = {env.DESK}-*\"\n"
                 "env.VALUE.set = 'x'\n");
    world.set("SITE", "london-7");
    EXPECT_EQ(world.maya()["VALUE"], kUnset) << "a condition on what is absent is false";
    EXPECT_THAT(world.slipway({"explain", "maya"}).output,
                HasSubstr("when env.SITE = {env.DESK}-*: {env.DESK} is absent"));
    world.set("DESK", "berlin");
    EXPECT_EQ(world.maya()["VALUE"], kUnset);
    EXPECT_THAT(world.slipway({"explain", "maya"}).output,
                AllOf(HasSubstr("env.SITE is 'london-7'"), HasSubstr("the value 'berlin-*'")));
    world.set("DESK", "london");
    EXPECT_EQ(world.maya()["VALUE"], "x");
}

TEST(PlaceholderInACondition, ThatIsAbsentMakesUnequalFalseToo) {
    MayaSandbox world;
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[integration]\nwhen = \"env.PATH != {env.NO_SUCH}\"\n"
                 "env.VALUE.set = 'x'\n");
    EXPECT_EQ(world.maya()["VALUE"], kUnset);
}

TEST(PlaceholderInACondition, MayBeTheApplications) {
    MayaSandbox world;
    world.set("WANTED", "2024");
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[integration]\n"
                 "when = \"env.WANTED = {application.version} and command = {application.name}\"\n"
                 "env.VALUE.set = 'x'\n");
    EXPECT_EQ(world.maya()["VALUE"], "x");
}

TEST(PlaceholderInACondition, ThatIsUnknownIsAnErrorOfItsPlugin) {
    MayaSandbox world;
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[integration]\nwhen = \"env.SITE = {hots}\"\n"
                 "env.VALUE.set = 'x'\n");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["VALUE"], kUnset);
    EXPECT_THAT(launched.said(), HasSubstr("unknown placeholder '{hots}'; did you mean '{host}'?"));
}

TEST(PlaceholderInALabel, IsExpanded) {
    const DefinedMaya world("label = 'Maya {application.version.major} of {env.TEAM:-nobody}'\n");
    EXPECT_EQ(world.explained()["application"]["label"], "Maya 2024 of nobody");
}

TEST(PlaceholderInALabel, ThatIsAbsentLeavesTheName) {
    const DefinedMaya world("label = 'Maya of {context.project}'\n");
    EXPECT_EQ(world.explained()["application"]["label"], "maya");
}

TEST(PlaceholderInALabel, IsWhatConditionsSee) {
    DefinedMaya world("label = 'Maya of {env.TEAM}'\nidentifier = '{name}_{env.TEAM}'\n");
    world.set("TEAM", "rigs");
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[integration]\nwhen = \"application.label = 'Maya of rigs' and "
                 "application.identifier = maya_rigs\"\nenv.VALUE.set = '{application.label}'\n");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["VALUE"], "Maya of rigs") << launched;
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_rigs");
}

TEST(PlaceholderInABatchArgument, MakesTheLaunchABatchOne) {
    DefinedMaya world("batch = ['-{env.FLAG}', '--{application.name}-batch']\n");
    world.integration("studio/one-1.0", "MODE.set = '{launch.mode}'");
    EXPECT_EQ(world.maya({"-render"})["MODE"], "interactive");
    EXPECT_EQ(world.maya({"--maya-batch"})["MODE"], "batch");
    world.set("FLAG", "render");
    EXPECT_EQ(world.maya({"-render"})["MODE"], "batch");
}

TEST(PlaceholderInARequirement, NamesWhatIsRequired) {
    MayaSandbox world;
    world.integration("studio/maya-core-2.0", "CORE.set = 1");
    world.plugin("studio/one-2.0",
                 "slipway = 1\n[integration]\n"
                 "requires = ['{application.name}-core >= {plugin.version}']\n"
                 "env.VALUE.set = 'x'\n");
    EXPECT_EQ(world.maya()["VALUE"], "x");
    std::filesystem::rename(world / "studio/one-2.0", world / "studio/one-3.0");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["VALUE"], kUnset);
    EXPECT_THAT(launched.said(), HasSubstr("'{application.name}-core >= 3.0', but it is 2.0"));
}

TEST(PlaceholderInARequirement, ThatIsAbsentRequiresNothingAndIsTold) {
    MayaSandbox world;
    world.plugin("studio/one-2.0",
                 "slipway = 1\n[integration]\nrequires = ['{context.project}-core']\n"
                 "env.VALUE.set = 'x'\n");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["VALUE"], "x");
    EXPECT_EQ(launched.said(), "");
    EXPECT_THAT(world.slipway({"explain", "maya"}).output,
                HasSubstr("'requires' is left out: {context.project} is absent"));
}

TEST(Requirement, NamesAnIntegrationInAnyCaseAsPluginsAreNamed) {
    MayaSandbox world;
    world.integration("studio/Maya-Core-2.0", "CORE.set = 1");
    world.plugin(
        "studio/one-1.0",
        "slipway = 1\n[integration]\nrequires = ['maya-core >= 2']\nenv.VALUE.set = 'x'\n");
    const Launch launched = world.maya();
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(launched["VALUE"], "x");
}

TEST(PlaceholderInAGroup, NamesItsMembers) {
    DefinedMaya world("integrations = { tools = ['{application.name}-tools', 'base'] }\n");
    world.integration("studio/base-1.0", "BASE.set = 1");
    const Launch lacking = world.maya();
    EXPECT_EQ(lacking["BASE"], kUnset);
    EXPECT_THAT(lacking.said(), HasSubstr("group 'tools' lacks 'maya-tools'"));
    world.integration("studio/maya-tools-1.0", "TOOLS.set = 1");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["BASE"], "1") << launched;
    EXPECT_EQ(launched["TOOLS"], "1");
}

TEST(PlaceholderInTheWorkingDirectory, ThatIsAbsentLeavesItAsItIsAndIsTold) {
    const DefinedMaya world("working_directory = '/{context.project}'\n");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->workingDirectory, world / "home");
    EXPECT_THAT(world.slipway({"explain", "maya"}).output,
                HasSubstr("'working_directory' is left out: {context.project} is absent"));
}

// ---- overrides ----

TEST(Override, IsToldWithTheKeyAndBothPlaces) {
    DefinedMaya world("label = 'Maya'\nbatch = ['-b']\n");
    world.plugin("studio/aa-1.0",
                 "slipway = 1\n[[application]]\nname = 'maya'\nlabel = 'Ours'\n"
                 "env.OWN.set = '1'\n");
    const auto application = world.explained()["application"];
    EXPECT_EQ(application["label"], "Ours");
    ASSERT_FALSE(application["overridden"].empty()) << application;
    const auto overridden = application["overridden"][0];
    EXPECT_EQ(overridden["key"], "label");
    EXPECT_EQ(overridden["by"]["manifest"], (world / "studio/aa-1.0/slipway.toml").string());
    EXPECT_EQ(overridden["by"]["line"], 4);
    EXPECT_EQ(overridden["over"]["manifest"],
              (world / "studio/definitions-maya/slipway.toml").string());
    const std::string text = world.slipway({"explain", "maya"}).output;
    EXPECT_THAT(text,
                AllOf(HasSubstr("Overridden keys"), HasSubstr(native("aa-1.0/slipway.toml:4"))));
}

// ---- what people see of values ----

TEST(ExplainedValue, OfATextThatWasSetIsOneText) {
    MayaSandbox world;
    world.integration("studio/one-1.0", "URL.set = 'http://host:80/x::y'");
    EXPECT_THAT(world.slipway({"explain", "maya"}).output, HasSubstr("http://host:80/x::y"));
}

TEST(ExplainedValue, HasNoEmptyElementsThatWereDropped) {
    MayaSandbox world;
    world.integration("studio/one-1.0", list("VALUE.append = ':a::b:'"));
    EXPECT_THAT(world.slipway({"explain", "maya"}).output, Not(HasSubstr("(empty)")));
}

class LaunchValues : public ::testing::Test {
  protected:
    MayaSandbox world;
};

TEST_F(LaunchValues, AreTheSameEverywhereInOneLaunch) {
    world.plugin("studio/a", R"(slipway = 1
[[integration]]
arguments = ["{launch.id}", "{launch.time}", "{launch.pid}"]
[integration.env]
A_ID.set = "{launch.id}"
A_TIME.set = "{launch.time}"
A_PID.set = "{launch.pid}"
)");
    world.integration("studio/b", "B_ID.set = '{launch.id}'\nB_TIME.set = '{launch.time}'");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["A_ID"], launched["B_ID"]);
    EXPECT_EQ(launched["A_ID"], launched["SLIPWAY_LAUNCH_ID"]);
    EXPECT_EQ(launched["A_TIME"], launched["B_TIME"]);
    ASSERT_EQ(launched.report->arguments.size(), 4u);
    EXPECT_EQ(launched.report->arguments[1], launched["A_ID"]);
    EXPECT_EQ(launched.report->arguments[2], launched["A_TIME"]);
    EXPECT_EQ(launched.report->arguments[3], launched["A_PID"]);
}

}  // namespace
}  // namespace slipway::test
