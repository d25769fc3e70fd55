// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.5: what is said of variables that steer a launch and hold what cannot be meant.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(Without, WarnsOfANameThatNobodyHasAndNamesTheNearest) {
    MayaSandbox world;
    world.integration("studio/framework-maya-1.0", "VALUE.set = 'x'");
    world.set("SLIPWAY_WITHOUT", "framework-may");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["VALUE"], "x");
    EXPECT_THAT(launched.said(),
                HasSubstr("SLIPWAY_WITHOUT: no plugin or integration is called 'framework-may'; "
                          "did you mean 'framework-maya'?"));
    world.set("SLIPWAY_WITHOUT", "Framework-MAYA");
    const Launch without = world.maya();
    EXPECT_EQ(without["VALUE"], std::nullopt);
    EXPECT_EQ(without.said(), "");
}

TEST(Without, KnowsWhatDoesNotApplyToTheCommand) {
    MayaSandbox world;
    world.plugin("studio/nuke-tools-1.0",
                 "slipway = 1\n[integration]\nname = 'nuke-menu'\nwhen = 'command = nuke'\n");
    world.set("SLIPWAY_WITHOUT", "nuke-menu, nuke-tools");
    EXPECT_EQ(world.maya().said(), "");
}

TEST(Use, TakesTheFirstOfTwoVersionsAndWarns) {
    Sandbox world;
    world.application("maya", {"2023", "2024"});
    world.install({"maya"});
    world.set("SLIPWAY_USE", "maya=2023,maya=2024");
    const Launch launched = world.launch("maya");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->startedAs, world.executable("maya", "2023"));
    EXPECT_THAT(launched.said(), HasSubstr("'maya=2024' does not count, maya is '2023' already"));
}

// What was meant cannot be known any more: a wrong frame costs more than one that waits.
TEST(FarmLaunch, StopsWhereWhatItWasToldIsLost) {
    const std::pair<const char*, const char*> lost[] = {
        {"SLIPWAY_PLUGIN_PATH", "$NOBODY/plugins:$SANDBOX/studio"},
        {"SLIPWAY_CONTEXT", "bad"},
        {"SLIPWAY_CONTEXT", "{\"shot\": [1]}"},
        {"FTRACK_CONNECT_EVENT", "nonsense"},
        {"SLIPWAY_USE", "maya:2024"},
        {"SLIPWAY_CONFIG", "relative.toml"},
    };
    for (const auto& [name, value] : lost) {
        MayaSandbox world;
        world.integration("studio/one-1.0", "VALUE.set = 'x'");
        world.set(name, value);
        const Launch interactive = world.maya();
        EXPECT_EQ(interactive["VALUE"], "x") << name << ": " << interactive;
        EXPECT_THAT(interactive.said(), HasSubstr("slipway: ")) << name;
        world.set("SLIPWAY_MODE", "farm");
        EXPECT_EQ(world.maya().ended.code, 125) << name << "=" << value;
    }
}

// Whoever names a scene, a folder or a variable must not write lines of their own.
TEST(SteeringVariable, CannotMakeALineOrMoveATerminal) {
    MayaSandbox world;
    world.set("SLIPWAY_USE", "maya=\x1b[31mx\nslipway: all is well");
    world.set("SLIPWAY_MODE", "a\tb");
    const Launch launched = world.maya();
    EXPECT_THAT(launched.ended.errors, HasSubstr("\\x1b[31mx\\nslipway: all is well"));
    EXPECT_THAT(launched.ended.errors, HasSubstr("'a\\tb'"));
    for (char c : {'\x1b', '\t'}) {
        EXPECT_EQ(launched.ended.errors.find(c), std::string::npos) << launched;
    }
}

TEST(Use, HasNoNeedOfALineWithoutSpaces) {
    Sandbox world;
    world.application("maya", {"2023", "2024"});
    world.install({"maya"});
    world.set("SLIPWAY_USE", "nuke=15, maya = 2023");
    const Launch launched = world.launch("maya");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->startedAs, world.executable("maya", "2023"));
    EXPECT_EQ(launched.said(), "");
}

TEST(SteeringVariable, WithAValueOfNoMeaningIsWarnedOf) {
    for (const char* variable : {"SLIPWAY_BYPASS", "SLIPWAY_CACHE", "SLIPWAY_STRICT"}) {
        MayaSandbox world;
        world.integration("studio/one-1.0", "VALUE.set = 'x'");
        world.set(variable, "yes");
        const Launch launched = world.maya();
        EXPECT_EQ(launched["VALUE"], "x") << launched;
        EXPECT_THAT(launched.said(), AllOf(HasSubstr(variable), HasSubstr("'yes' is neither")));
    }
}

TEST(ExplainAsJson, OfAnApplicationThatNobodyKnowsIsJsonToo) {
    const MayaSandbox world;
    const Ended ended = world.slipway({"explain", "nope", "--json"});
    EXPECT_EQ(ended.code, 2);
    const auto json = nlohmann::json::parse(ended.output);
    EXPECT_EQ(json["application"]["known"], false);
    EXPECT_EQ(json["exit_code"], 127);
    EXPECT_THAT(json["diagnostics"].dump(), HasSubstr("no manifest makes it known"));
}

}  // namespace
}  // namespace slipway::test
