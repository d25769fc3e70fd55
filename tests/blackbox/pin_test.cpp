// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.3 and 1.2: pins of applications, of plugins, and what they require.

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class Pins : public ::testing::Test {
  protected:
    Pins() {
        world.application("maya", {"2023.2", "2023.10", "2024", "2025"});
        world.install({"maya"});
    }

    void user(std::string_view text) { world.write("home/.config/slipway/config.toml", text); }
    std::optional<std::string> started() { return world.launch("maya")["SLIPWAY_APPLICATION"]; }
    void tools(const std::string& version, const std::string& root = "studio") {
        world.integration(root + "/tools-" + version, "TOOLS.set = '{plugin.version}'");
    }
    std::optional<std::string> toolsInUse() { return world.launch("maya")["TOOLS"]; }

    Sandbox world;
};

TEST_F(Pins, OfAnApplicationAskForTheNewestWithinWholeComponents) {
    user("[use]\nmaya = '2023'\n");
    EXPECT_EQ(started(), "maya_2023.10");
    user("[use]\nmaya = '2023.2'\n");
    EXPECT_EQ(started(), "maya_2023.2");
}

TEST_F(Pins, OfAnApplicationTheFirstMatchingOneThatNamesItCountsAheadOfTheDefault) {
    user(
        "[use]\nmaya = '2025'\n"
        "[[pin]]\nwhen = \"context.project = bunny\"\nuse = { nuke = '15.1' }\n"
        "[[pin]]\nwhen = \"context.project = bunny\"\nuse = { maya = '2023' }\n"
        "[[pin]]\nwhen = \"context.project = b*\"\nuse = { maya = '2024' }\n");
    EXPECT_EQ(started(), "maya_2025");
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    EXPECT_EQ(started(), "maya_2023.10");
    world.set("SLIPWAY_CONTEXT", R"({"project": "bear"})");
    EXPECT_EQ(started(), "maya_2024");
}

TEST_F(Pins, OfAnApplicationCountLessThanSlipwayUseAndTheCommandLine) {
    user("[[pin]]\nuse = { maya = '2023' }\n");
    world.set("SLIPWAY_USE", "maya=2024");
    EXPECT_EQ(started(), "maya_2024");
    const Ended ended = world.slipway({"run", "maya@2025"});
    EXPECT_THAT(ended.output, HasSubstr("maya_2025"));
}

TEST_F(Pins, OfAnApplicationThatAreNotFoundListTheOnesThatAre) {
    user("[[pin]]\nuse = { maya = '2019' }\n");
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 127);
    EXPECT_THAT(launched.said(),
                AllOf(HasSubstr("2019"), HasSubstr("config.toml:2"), HasSubstr("2025, 2024")));
}

TEST_F(Pins, OfAnApplicationThatContradictABoundShimAreAWarning) {
    world.install({"maya@2024"});
    user("[[pin]]\nuse = { maya = '2023' }\n");
    const Launch launched = world.launch("maya2024");
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2024");
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("2023"), HasSubstr("config.toml:2")));
    user("[[pin]]\nuse = { maya = '2024' }\n");
    EXPECT_EQ(world.launch("maya2024").said(), "");
}

TEST_F(Pins, OfAPluginChooseItsVersion) {
    tools("1.0");
    tools("1.2");
    tools("2.0");
    EXPECT_EQ(toolsInUse(), "2.0");
    user("[[pin]]\nplugins = { tools = '1' }\n");
    EXPECT_EQ(toolsInUse(), "1.2");
    user("[[pin]]\nplugins = { tools = '1.0' }\n");
    EXPECT_EQ(toolsInUse(), "1.0");
    user("[[pin]]\nplugins = { TOOLS = false }\n");
    EXPECT_EQ(toolsInUse(), std::nullopt);
    user("[[pin]]\nplugins = { tools = true }\n");
    EXPECT_EQ(toolsInUse(), "2.0");
}

TEST_F(Pins, OfAPluginDependOnTheContext) {
    tools("1.0");
    tools("2.0");
    user("[[pin]]\nwhen = \"context.project = bunny\"\nplugins = { tools = '1.0' }\n");
    for (int round = 0; round < 2; ++round) {
        world.unset("SLIPWAY_CONTEXT");
        EXPECT_EQ(toolsInUse(), "2.0");
        world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
        EXPECT_EQ(toolsInUse(), "1.0");
    }
}

TEST_F(Pins, OfAPluginTheFirstMatchingOneThatNamesItCountsAndAStarIsForThoseNotNamed) {
    tools("1.0");
    world.integration("studio/beta-1.0", "BETA.set = '1'");
    world.integration("studio/gamma-1.0", "GAMMA.set = '1'");
    user(
        "[[pin]]\nplugins = { beta = true, '*' = false }\n"
        "[[pin]]\nplugins = { beta = false, tools = true, definitions-maya = true }\n");
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched["BETA"], "1");
    EXPECT_EQ(launched["TOOLS"], "1.0");
    EXPECT_EQ(launched["GAMMA"], std::nullopt);
}

TEST_F(Pins, OfAPluginGoAheadOfTheOrderOfRoots) {
    tools("1.0", "dev");
    tools("2.0");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/dev:$SANDBOX/studio");
    EXPECT_EQ(toolsInUse(), "1.0");
    user("[[pin]]\nplugins = { tools = '2.0' }\n");
    EXPECT_EQ(toolsInUse(), "2.0");
}

TEST_F(Pins, OfAPluginTakeAPreReleaseOnlyWhereTheyNameIt) {
    tools("1.0");
    tools("1.1rc1");
    user("[[pin]]\nplugins = { tools = '1' }\n");
    EXPECT_EQ(toolsInUse(), "1.0");
    user("[[pin]]\nplugins = { tools = '1.1rc1' }\n");
    EXPECT_EQ(toolsInUse(), "1.1rc1");
}

TEST_F(Pins, OfAPluginThatLeaveNothingAreAWarningWithWhatIsThere) {
    tools("1.0");
    tools("2.0");
    user("[[pin]]\nplugins = { tools = '3' }\n");
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched["TOOLS"], std::nullopt);
    EXPECT_EQ(launched.ended.code, 0);
    EXPECT_THAT(launched.said(),
                AllOf(HasSubstr("'tools' 3"), HasSubstr("2.0, 1.0"), HasSubstr("config.toml:2")));
}

TEST_F(Pins, RequireIntegrationsWithoutWhichNothingIsLaunched) {
    user("[[pin]]\nwhen = \"context.project = bunny\"\nrequire = ['ocio']\n");
    EXPECT_EQ(world.launch("maya").ended.code, 0);
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    const Launch refused = world.launch("maya");
    EXPECT_EQ(refused.ended.code, 125);
    EXPECT_THAT(refused.said(), AllOf(HasSubstr("'ocio'"), HasSubstr("config.toml:1")));
    world.plugin("studio/ocio",
                 "slipway = 1\n[[integration]]\nwhen = \"env.NO_OCIO != 1\"\n[integration.env]\n"
                 "OCIO.set = 'x'\n");
    EXPECT_EQ(world.launch("maya").ended.code, 125);
    world.set("NO_OCIO", "0");
    EXPECT_EQ(world.launch("maya")["OCIO"], "x");
}

}  // namespace
}  // namespace slipway::test
