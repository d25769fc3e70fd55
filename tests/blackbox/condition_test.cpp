// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4, "Conditions": which launches an integration's `when` matches.

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

struct When {
    const char* condition;
    bool matches;
};

// maya 2024.2, with a context of {"project": "Bunny", "empty": ""} and SITE=london.
constexpr When kConditions[] = {
    {"application.name = maya", true},
    {"application.name = MAYA", true},
    {"application.name = may", false},
    {"application.name = ma*", true},
    {"application.name = *y*", true},
    {"application.name = aya*", false},
    {"application.name != nuke", true},
    {"application.name != maya", false},
    {"application.identifier = maya_2024.2", true},
    {"application.identifier = 'maya*'", true},
    {"application.identifier = \"maya*\"", true},
    {"application.version >= 2021", true},
    {"application.version >= 2024.2", true},
    {"application.version > 2024.2", false},
    {"application.version < 2024.10", true},
    {"application.version <= 2024.1", false},
    {"application.version = 2024.2.0", true},
    {"application.version = 2024.20", false},
    {"application.version = 2024*", true},
    {"application.version < 9", false},
    {"application.version.major = 2024", true},
    {"command = maya", true},
    {"platform = $PLATFORM", true},
    {"platform = $ELSEWHERE", false},
    {"env.SITE = london", true},
    {"env.SITE = lon*", true},
    {"env.NO_SUCH = london", false},
    {"env.NO_SUCH != london", false},
    {"not env.NO_SUCH = london", true},
    {"context.project = bunny", true},
    {"context.project != bunny", false},
    {"context.shot != 010", false},
    {"context.empty = ''", true},
    {"application.name = nuke or application.name = maya", true},
    {"application.name = maya or application.name = maya and platform = $ELSEWHERE", true},
    {"(application.name = maya or application.name = maya) and platform = $ELSEWHERE", false},
    {"not application.name = maya or platform = $PLATFORM", true},
    {"not (application.name = maya or platform = $PLATFORM)", false},
    {"not not application.name = maya", true},
    {"application.name = maya AND NOT platform = $ELSEWHERE Or platform = $ELSEWHERE", true},
    {"data.application.identifier = maya* and data.application.version >= 2021", true},
    {"topic=ftrack.connect.application.launch and data.application.identifier=maya* and "
     "data.application.version >= 2021",
     true},
    {"topic=ftrack.connect.application.discover and data.application.identifier=nuke*", false},
    {"application.name=maya and(platform=$PLATFORM)", true},
};

std::string toml(std::string_view condition) {
    return "'''" + std::string(condition) + "'''";
}

// All at once: each is an integration of its own.
TEST(Condition, MatchesTheLaunchesThatItDescribes) {
    Sandbox world;
    world.application("maya", {"2024.2"});
    world.install({"maya"});
    world.set("SITE", "london");
    world.set("SLIPWAY_CONTEXT", R"({"project": "Bunny", "empty": ""})");
    std::string manifest = "slipway = 1\n";
    int number = 0;
    for (const When& when : kConditions) {
        const std::string name = "N" + std::to_string(number++);
        manifest += "[[integration]]\nname = '" + name + "'\nwhen = " + toml(when.condition) +
                    "\nenv." + name + ".set = 'matched'\n";
    }
    world.plugin("studio/one-1.0", manifest);
    const Launch launched = world.launch("maya");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.said(), "");
    number = 0;
    for (const When& when : kConditions) {
        EXPECT_EQ(launched["N" + std::to_string(number++)].has_value(), when.matches)
            << when.condition;
    }
}

TEST(Condition, LooksAtTheStartingEnvironmentNotAtWhatIsComposed) {
    MayaSandbox world;
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[[integration]]\nname = 'a'\npriority = 1\nenv.SITE.set = 'london'\n"
                 "[[integration]]\nname = 'b'\nwhen = 'env.SITE = london'\nenv.SEEN.set = 'yes'\n");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["SITE"], "london") << launched;
    EXPECT_EQ(launched["SEEN"], std::nullopt);
}

TEST(Condition, ThatIsWrongIsAnErrorOfItsPluginAtItsPlace) {
    for (const char* condition : {"application.nme = maya", "application.name",
                                  "application.name =", "maya = ", "application.name == maya",
                                  "(application.name = maya", "application.name = maya and",
                                  "application.name = maya platform = linux", "colour = red"}) {
        MayaSandbox world;
        world.plugin("studio/one-1.0", "slipway = 1\n[[integration]]\nwhen = " + toml(condition) +
                                           "\nenv.A.set = 'x'\n");
        const Launch launched = world.maya();
        ASSERT_TRUE(launched.report) << condition << launched;
        EXPECT_EQ(launched["A"], std::nullopt) << condition;
        EXPECT_THAT(launched.said(), HasSubstr(native("one-1.0/slipway.toml:3:"))) << condition;
    }
}

}  // namespace
}  // namespace slipway::test
