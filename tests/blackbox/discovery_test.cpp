// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.2: where plugins are found, and which of several of one name counts.

#include <gmock/gmock.h>

#include <optional>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* kUsersFolder = "home/.local/share/slipway/plugins";
constexpr const char* kConnectFolder = "home/.local/share/ftrack-connect-plugins";

// `easel` is on PATH and unknown to any manifest: what a test finds is by its own plugins alone.
class Discovery : public ::testing::Test {
  protected:
    Discovery() {
        world.installation("easel", "");
        world.set("PATH", "$SANDBOX/shims:$SANDBOX/opt/easel/bin:/usr/bin:/bin");
        world.unset("SLIPWAY_PLUGIN_PATH");
        std::filesystem::create_directory(world / "shims");
        std::filesystem::create_symlink(shimExecutable(), world.shim("easel"));
    }

    // A plugin that leaves the name of its folder in FOUND.
    void plugin(const std::string& path, const std::string& more = {}) {
        const std::string folder = std::filesystem::path(path).filename();
        world.plugin(path, "slipway = 1\n" + more + "\n[[integration]]\nenv.FOUND.append = '" +
                               folder + "'\n");
    }

    // The folders that count, joined by colons.
    std::string found() {
        launched.emplace(world.launch("easel"));
        EXPECT_TRUE(launched->report) << *launched;
        return (*launched)["FOUND"].value_or("");
    }

    Sandbox world;
    std::optional<Launch> launched;
};

// ---- roots ----

TEST_F(Discovery, LooksInTheUsersFoldersByDefault) {
    plugin(std::string(kConnectFolder) + "/alpha-1.0");
    plugin(std::string(kUsersFolder) + "/zulu-1.0");
    EXPECT_EQ(found(), "zulu-1.0:alpha-1.0") << "Slipway's own folder is ahead of Connect's";
    EXPECT_EQ(launched->said(), "");
}

TEST_F(Discovery, LooksInTheHomeFolderWhereXdgDataHomeIsUnset) {
    plugin(std::string(kUsersFolder) + "/alpha-1.0");
    world.unset("XDG_DATA_HOME");
    EXPECT_EQ(found(), "alpha-1.0");
}

TEST_F(Discovery, LooksWhereXdgDataHomeSays) {
    plugin("data/slipway/plugins/alpha-1.0");
    plugin("data/ftrack-connect-plugins/bravo-1.0");
    plugin(std::string(kUsersFolder) + "/not-here-1.0");
    world.set("XDG_DATA_HOME", "$SANDBOX/data");
    EXPECT_EQ(found(), "alpha-1.0:bravo-1.0");
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
    world.set("BASE", world.folder().native());
    world.environment().push_back("SLIPWAY_PLUGIN_PATH=~/mine:$TWO:${BASE}/three");
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

TEST_F(Discovery, FollowsALinkedRootAndLinkedPlugins) {
    plugin("elsewhere/a-1.0");
    plugin("real/b-1.0");
    std::filesystem::create_directory_symlink("real", world / "root");
    std::filesystem::create_directory_symlink(world / "elsewhere/a-1.0", world / "real/a-1.0");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/root");
    EXPECT_EQ(found(), "a-1.0:b-1.0");
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
    EXPECT_EQ(found(), world.expand("alpha $SANDBOX/root:bravo"));
}

TEST_F(PluginFolders, WithBothManifestsAreAnErrorOfThatPlugin) {
    plugin("root/both-1.0");
    world.jsonPlugin("root/both-1.0", R"({"slipway": 1})");
    plugin("root/other-1.0");
    EXPECT_EQ(found(), "other-1.0");
    EXPECT_THAT(launched->said(), HasSubstr("both-1.0"));
}

TEST_F(PluginFolders, WithAManifestThatIsALinkToNowhereAreAnErrorOfThatPlugin) {
    plugin("root/other-1.0");
    world.makeFolder("root/linked-1.0");
    std::filesystem::create_symlink("gone.toml", world / "root/linked-1.0/slipway.toml");
    EXPECT_EQ(found(), "other-1.0");
    EXPECT_THAT(launched->said(), HasSubstr("linked-1.0/slipway.toml: error: is a link that leads "
                                            "nowhere; plugin 'linked' is left out"));
    world.write("root/linked-1.0/gone.toml", "slipway = 1\nintegration.env.FOUND = 'linked'\n");
    EXPECT_EQ(found(), "linked:other-1.0") << "at the very next launch";
    EXPECT_EQ(launched->said(), "");
}

TEST_F(PluginFolders, OfAnotherPlatformArePassedOver) {
    plugin("root/a-1.0-windows");
    plugin("root/b-1.0-mac");
    plugin("root/c-1.0-linux");
    plugin("root/d-1.0-noarch");
    world.plugin("root/e-1.0-windows", "broken, and nobody's business here");
    EXPECT_EQ(found(), "c-1.0-linux:d-1.0-noarch");
    EXPECT_EQ(launched->said(), "");
}

TEST_F(PluginFolders, OfThisPlatformBeatNoarchAtEqualVersions) {
    plugin("root/a-1.0-linux");
    plugin("root/a-1.0-noarch");
    plugin("root/b-1.0-linux");
    plugin("root/b-1.1-noarch");
    EXPECT_EQ(found(), "a-1.0-linux:b-1.1-noarch");
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
    world.integration("root/my-plugin-2-1.2.0rc1-linux",
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
