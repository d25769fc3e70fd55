// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.2: where plugins are found, and which of several of one name counts.

#include "tests/blackbox/discovery.h"

#include <gmock/gmock.h>

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// ---- roots ----

TEST_F(Discovery, LooksInTheUsersFoldersByDefault) {
    plugin(connectFolder + "/alpha-1.0");
    plugin(std::string(kUsersFolder) + "/zulu-1.0");
    EXPECT_EQ(found(), "zulu-1.0:alpha-1.0") << "Slipway's own folder is ahead of Connect's";
    EXPECT_EQ(launched->said(), "");
}

TEST_F(Discovery, AMissingDefaultFolderIsNothing) {
    EXPECT_EQ(found(), "");
    EXPECT_EQ(launched->said(), "");
}

TEST_F(Discovery, ConnectsVariableReplacesTheDefaults) {
    plugin(std::string(kUsersFolder) + "/default-1.0");
    plugin("connect/alpha-1.0");
    world.set("FTRACK_CONNECT_PLUGIN_PATH", "$SANDBOX/connect");
    EXPECT_EQ(found(), "alpha-1.0");
}

TEST_F(Discovery, SlipwaysVariableReplacesConnectsAndTheDefaults) {
    plugin(std::string(kUsersFolder) + "/default-1.0");
    plugin("connect/alpha-1.0");
    plugin("own/bravo-1.0");
    world.set("FTRACK_CONNECT_PLUGIN_PATH", "$SANDBOX/connect");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/own");
    EXPECT_EQ(found(), "bravo-1.0");
}

TEST_F(Discovery, AnEmptyEntryStandsForWhatWouldBeSearchedWithoutTheVariable) {
    plugin(std::string(kUsersFolder) + "/default-1.0");
    plugin("own/zulu-1.0");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/own:");
    EXPECT_EQ(found(), "zulu-1.0:default-1.0");
    world.set("SLIPWAY_PLUGIN_PATH", ":$SANDBOX/own");
    EXPECT_EQ(found(), "default-1.0:zulu-1.0");
}

TEST_F(Discovery, AnEmptyEntryStandsForConnectsVariableWhereThatIsSet) {
    plugin(std::string(kUsersFolder) + "/default-1.0");
    plugin("connect/connect-1.0");
    plugin("first/first-1.0");
    plugin("last/last-1.0");
    world.set("FTRACK_CONNECT_PLUGIN_PATH", "$SANDBOX/connect");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/first::$SANDBOX/last");
    EXPECT_EQ(found(), "first-1.0:connect-1.0:last-1.0");
}

TEST_F(Discovery, ExpandsTheHomeFolderAndVariables) {
    plugin("home/mine/a-1.0");
    plugin("two/b-1.0");
    plugin("three/c-1.0");
    world.set("TWO", "$SANDBOX/two");
    world.set("BASE", world.folder().string());
    world.set("SLIPWAY_PLUGIN_PATH", list("~/mine:$TWO:${BASE}/three"));
    EXPECT_EQ(found(), "a-1.0:b-1.0:c-1.0");
    EXPECT_EQ(launched->said(), "");
}

TEST_F(Discovery, SeesAChangeOfAVariableThatAnEntryNames) {
    plugin("one/a-1.0");
    plugin("two/b-1.0");
    world.environment().push_back("SLIPWAY_PLUGIN_PATH=$WHERE");
    world.set("WHERE", "$SANDBOX/one");
    warmCache(world, "easel");
    EXPECT_EQ(found(), "a-1.0");
    world.set("WHERE", "$SANDBOX/two");
    EXPECT_EQ(found(), "b-1.0");
}

TEST_F(Discovery, PassesOverARelativeEntryWithAWarning) {
    plugin("home/relative/a-1.0");
    plugin("own/b-1.0");
    world.set("SLIPWAY_PLUGIN_PATH", "relative:$SANDBOX/own");
    EXPECT_EQ(found(), "b-1.0");
    EXPECT_THAT(launched->said(), AllOf(HasSubstr("relative"), HasSubstr("SLIPWAY_PLUGIN_PATH")));
}

TEST_F(Discovery, WarnsOfANamedRootThatIsMissing) {
    plugin("own/b-1.0");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/missing:$SANDBOX/own");
    EXPECT_EQ(found(), "b-1.0");
    EXPECT_THAT(launched->said(), HasSubstr(world / "missing"));
    world.makeFolder("missing");
    EXPECT_EQ(found(), "b-1.0");
    EXPECT_EQ(launched->said(), "");
}

TEST_F(Discovery, TakesAnEntryThatHoldsAManifestForThatPlugin) {
    plugin("work/my-plugin-1.0");
    plugin("work/other-1.0");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/work/my-plugin-1.0");
    EXPECT_EQ(found(), "my-plugin-1.0");
}

TEST_F(Discovery, SaysOfAManifestNamedAsARootThatItsFolderIsMeant) {
    plugin("root/a-1.0");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/root/a-1.0/slipway.toml");
    EXPECT_EQ(found(), "");
    EXPECT_THAT(launched->said(), HasSubstr("is a manifest; named by SLIPWAY_PLUGIN_PATH; name the "
                                            "folder that it is in"));
}

// ---- what is a plugin ----

class PluginFolders : public Discovery {
  protected:
    PluginFolders() {
        world.makeFolder("root");
        world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/root");
    }
};

TEST_F(PluginFolders, AreDirectSubfoldersThatAreNotHidden) {
    plugin("root/a-1.0");
    plugin("root/.hidden-1.0");
    plugin("root/deeper/b-1.0");
    world.makeFolder("root/no-manifest-1.0");
    world.write("root/readme.txt", "not a plugin");
    EXPECT_EQ(found(), "a-1.0");
    EXPECT_EQ(launched->said(), "");
}

TEST_F(PluginFolders, MayBeOneFileWhoseFolderIsTheRoot) {
    world.write("root/alpha.slipway.toml",
                "slipway = 1\n[[integration]]\nenv.FOUND.append = '{plugin.name} {plugin.dir}'\n");
    world.write("root/bravo.slipway.json",
                R"({"slipway": 1, "integration": {"env": {"FOUND.append": "{plugin.name}"}}})");
    found();
    EXPECT_EQ((*launched)["FOUND"], world.expand("alpha $SANDBOX/root:bravo"));
}

TEST_F(PluginFolders, WithBothManifestsAreAnErrorOfThatPlugin) {
    plugin("root/both-1.0");
    world.jsonPlugin("root/both-1.0", R"({"slipway": 1})");
    plugin("root/other-1.0");
    EXPECT_EQ(found(), "other-1.0");
    EXPECT_THAT(launched->said(), HasSubstr("both-1.0"));
}

TEST_F(PluginFolders, OfAnotherPlatformArePassedOver) {
    plugin("root/a-1.0-$ELSEWHERE");
    plugin("root/b-1.0-mac");
    plugin("root/c-1.0-$PLATFORM");
    plugin("root/d-1.0-noarch");
    world.plugin("root/e-1.0-$ELSEWHERE", "broken, and nobody's business here");
    EXPECT_EQ(found(), world.expand("c-1.0-$PLATFORM:d-1.0-noarch"));
    EXPECT_EQ(launched->said(), "");
}

TEST_F(PluginFolders, OfThisPlatformBeatNoarchAtEqualVersions) {
    plugin("root/a-1.0-$PLATFORM");
    plugin("root/a-1.0-noarch");
    plugin("root/b-1.0-$PLATFORM");
    plugin("root/b-1.1-noarch");
    EXPECT_EQ(found(), world.expand("a-1.0-$PLATFORM:b-1.1-noarch"));
}

// ---- shadowing ----

TEST_F(PluginFolders, OfOneNameInOneRootTheHighestVersionCounts) {
    plugin("root/a-1.9.0");
    plugin("root/a-1.10.0");
    plugin("root/a");
    EXPECT_EQ(found(), "a-1.10.0");
    EXPECT_EQ(launched->said(), "") << "shadowing is for explain to tell";
}

TEST_F(PluginFolders, ANameIsTheSameInAnyCase) {
    plugin("root/My-Plugin-1.0.0");
    plugin("root/my-plugin-2.0.0");
    EXPECT_EQ(found(), "my-plugin-2.0.0");
}

TEST_F(PluginFolders, APreReleaseCountsOnlyWithoutARelease) {
    plugin("root/a-1.0.0");
    plugin("root/a-1.1.0rc1");
    plugin("root/b-1.1.0rc1");
    plugin("root/b-1.1.0b2");
    EXPECT_EQ(found(), "a-1.0.0:b-1.1.0rc1");
}

TEST_F(PluginFolders, APreReleaseCountsInARootAheadOfTheEmptyEntry) {
    plugin("root/a-1.0.0");
    plugin("root/a-1.1.0rc1");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/root:");
    EXPECT_EQ(found(), "a-1.1.0rc1");
}

TEST_F(PluginFolders, InDifferentRootsTheEarlierCountsWhateverItsVersion) {
    plugin("ahead/a-1.0.0");
    plugin("root/a-9.0.0");
    plugin("root/b-1.0.0");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/ahead:$SANDBOX/root");
    EXPECT_EQ(found(), "a-1.0.0:b-1.0.0");
}

TEST_F(PluginFolders, AManifestsOwnNameAndVersionWinOverTheFolders) {
    plugin("root/a-9.0.0", "[plugin]\nname = 'shared'\nversion = '1.0'");
    plugin("root/b-0.1.0", "[plugin]\nname = 'shared'\nversion = '2.0'");
    EXPECT_EQ(found(), "b-0.1.0");
}

TEST_F(PluginFolders, VersionFollowsTheFirstDashBeforeDigitsWithADot) {
    world.integration("root/my-plugin-2-1.2.0rc1-$PLATFORM",
                      "FOUND.set = '{plugin.name} {plugin.version}'");
    EXPECT_EQ(found(), "my-plugin-2 1.2.0rc1");
}

TEST_F(PluginFolders, ABrokenPluginKeepsItsName) {
    plugin("ahead/other-1.0");
    world.plugin("ahead/a-1.0.0", "broken");
    plugin("root/a-2.0.0");
    plugin("root/b-1.0.0");
    world.plugin("root/b-2.0.0", "broken");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/ahead:$SANDBOX/root");
    EXPECT_EQ(found(), "other-1.0") << "no older or later copy quietly steps in";
    EXPECT_THAT(launched->said(), AllOf(HasSubstr("a-1.0.0"), HasSubstr("b-2.0.0")));
}

TEST_F(PluginFolders, ABrokenLoserIsNobodysBusiness) {
    world.plugin("root/a-1.0.0", "broken");
    plugin("root/a-2.0.0");
    EXPECT_EQ(found(), "a-2.0.0");
}

TEST_F(PluginFolders, OfTwoIntegrationsOfOneNameTheEarlierRootsCounts) {
    const std::string same = "slipway = 1\n[[integration]]\nname = 'same'\nenv.FOUND.append = ";
    world.plugin("ahead/zulu-1.0", same + "'zulu'\n");
    world.plugin("root/alpha-1.0", same + "'alpha'\n");
    world.plugin("root/bravo-1.0", same + "'bravo'\n");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/ahead:$SANDBOX/root");
    EXPECT_EQ(found(), "zulu");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/root");
    EXPECT_EQ(found(), "alpha");
}

}  // namespace
}  // namespace slipway::test
