// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Of a plugin that does not concern the application its folder can tell only that something is
// wrong with it. So the folder is looked at where that stops a launch, and the environment never
// differs.

#include "tests/caching/care.h"

#include <gmock/gmock.h>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Values;

// ---- what the folder can tell, in each kind of launch ----

struct Fact {
    const char* name;
    void (*happens)(const fs::path& folder);
    void (*isMended)(const fs::path& folder);
    const char* said;
};
const Fact kFacts[] = {
    {"ASecondManifest",
     [](const fs::path& folder) {
         fs::copy_file(folder / "slipway.toml", folder / "slipway.json");
     },
     [](const fs::path& folder) { fs::remove(folder / "slipway.json"); },
     "has a slipway.json beside it"},
    {"OthersMayWrite", letOthersWrite, letOthersOnlyRead, "is writable by everyone"},
};

class CareForFact : public Care, public ::testing::WithParamInterface<Fact> {
  protected:
    fs::path folder() const { return world / "studio/nuke-1.0"; }
    // Refused with the reason, and again launched once it is mended.
    void expectSeenAtOnce() {
        warmCache(world);
        EXPECT_EQ(value(), "one");
        GetParam().happens(folder());
        const Launch refused = world.maya();
        EXPECT_EQ(refused.ended.code, 125) << refused;
        EXPECT_THAT(refused.said(), HasSubstr(GetParam().said));
        GetParam().isMended(folder());
        EXPECT_EQ(value(), "one");
    }
};
INSTANTIATE_TEST_SUITE_P(Of, CareForFact, ::testing::ValuesIn(kFacts),
                         [](const auto& fact) { return std::string(fact.param.name); });

TEST_P(CareForFact, AFarmLaunchStopsAtOnce) {
    world.set("SLIPWAY_MODE", "farm");
    expectSeenAtOnce();
}

TEST_P(CareForFact, AStrictLaunchStopsAtOnce) {
    world.set("SLIPWAY_STRICT", "1");
    expectSeenAtOnce();
}

TEST_P(CareForFact, ALaunchWithAStrictPolicyStopsAtOnce) {
    world.write("home/.config/slipway/config.toml", "[policy]\nstrict = true\n");
    expectSeenAtOnce();
}

TEST_P(CareForFact, AFarmLaunchStopsWhateverAnInteractiveOneFoundJustBefore) {
    warmCache(world);
    GetParam().happens(folder());
    EXPECT_EQ(value(), "one");
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_EQ(world.maya().ended.code, 125);
    world.unset("SLIPWAY_MODE");
    EXPECT_THAT(world.maya().said(), HasSubstr(GetParam().said));
    GetParam().isMended(folder());
    EXPECT_EQ(world.maya().said(), "");
}

TEST_P(CareForFact, OtherLaunchesAreAsWithoutACache) {
    for (const char* mode : {"interactive", "batch"}) {
        world.set("SLIPWAY_MODE", mode);
        warmCache(world);
        GetParam().happens(folder());
        EXPECT_EQ(value(), "one");
        EXPECT_EQ(valueReadAnew(), "one");
        GetParam().isMended(folder());
    }
}

TEST_P(CareForFact, CheckAndDoctorTellAtOnceAndLaunchesAfterTheNextCompilation) {
    warmCache(world);
    GetParam().happens(folder());
    EXPECT_EQ(world.maya().said(), "");
    EXPECT_THAT(world.slipway({"check"}).output, HasSubstr(GetParam().said));
    EXPECT_THAT(world.slipway({"doctor"}).output, HasSubstr(GetParam().said));
    world.integration("studio/two-1.0", "VALUE.append = 'two'");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["VALUE"], list("one:two"));
    EXPECT_THAT(launched.said(), HasSubstr(GetParam().said));
}

TEST_P(CareForFact, OfAPluginThatAppliesItCountsAtOnce) {
    expectSeen("one", "(unset)", [&] { GetParam().happens(world / "studio/one-1.0"); });
}

TEST_P(CareForFact, OfAShadowedPluginItChangesNothing) {
    world.integration("studio/one-0.9", "VALUE.append = 'old'");
    expectSeen("one", "one", [&] { GetParam().happens(world / "studio/one-0.9"); });
}

TEST_P(CareForFact, OfAPluginThatShadowsOthersByWhatItsManifestCallsItItCountsAtOnce) {
    forNuke("nine-9.0", "[plugin]\nname = 'one'\n");
    expectSeen("(unset)", "one", [&] { GetParam().happens(world / "studio/nine-9.0"); });
}

TEST_P(CareForFact, OfAPluginThatWouldShadowOthersByItsFoldersNameItCountsAtOnce) {
    forNuke("one-9.0", "[plugin]\nname = 'else'\n");
    expectSeen("one", "(unset)", [&] { GetParam().happens(world / "studio/one-9.0"); });
}

TEST_P(CareForFact, OfAPluginWhoseIntegrationShadowsAnotherItCountsAtOnce) {
    world.plugin("studio/b-1.0",
                 "slipway = 1\n[[integration]]\nname = 'shared'\n"
                 "env.VALUE.append = 'shared'\n");
    world.plugin("studio/a-1.0",
                 "slipway = 1\n[[integration]]\nname = 'shared'\n"
                 "when = 'application.name = nuke'\nenv.VALUE.append = 'a'\n");
    expectSeen("one", "shared:one", [&] { GetParam().happens(world / "studio/a-1.0"); });
}

TEST_P(CareForFact, OfAPluginThatDefinesAnApplicationItCountsAtOnce) {
    forNuke("b-1.0",
            "[[application]]\nname = 'maya'\npriority = 1\nenv.VALUE.append = 'defined'\n");
    expectSeen("defined:one", "one", [&] { GetParam().happens(world / "studio/b-1.0"); });
}

// ---- others who look at such a folder ----

TEST_F(Care, AnInstallationBeneathThePluginsFolderIsFoundAtOnce) {
    world.plugin("studio/definitions-maya",
                 "slipway = 1\n[[application]]\nname = 'maya'\n"
                 "find.$PLATFORM = ['$SANDBOX/studio/nuke-1.0/maya{version}/bin/maya$EXE',\n"
                 "'$SANDBOX/opt/maya{version}/bin/maya$EXE']\n");
    warmCache(world);
    EXPECT_EQ(world.maya()["SLIPWAY_APPLICATION"], "maya_2024");
    fs::copy(world / "opt/maya2024", world / "studio/nuke-1.0/maya2025",
             fs::copy_options::recursive);
    EXPECT_EQ(world.maya()["SLIPWAY_APPLICATION"], "maya_2025");
}

TEST_F(Care, APluginThatComesToConcernTheApplicationCountsAtOnce) {
    expectSeen("one", "nuke:one",
               [&] { world.integration("studio/nuke-1.0", "VALUE.prepend = 'nuke'"); });
}

TEST_F(Care, AFolderThatTakesThePlaceOfAnotherCountsAtOnce) {
    world.integration("next", "VALUE.append = 'next'");
    expectSeen("one", "next:one", [&] {
        fs::rename(world / "studio/nuke-1.0", world / "old");
        fs::rename(world / "next", world / "studio/nuke-1.0");
    });
    expectSeen("next:one", "one", [&] {
        fs::rename(world / "studio/nuke-1.0", world / "next");
        fs::rename(world / "old", world / "studio/nuke-1.0");
    });
}

}  // namespace
}  // namespace slipway::test
