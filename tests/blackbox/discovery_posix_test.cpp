// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.2: where Linux keeps plugins, and links to them.

#include <gmock/gmock.h>

#include "tests/blackbox/discovery.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

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

TEST_F(Discovery, FollowsALinkedRootAndLinkedPlugins) {
    plugin("elsewhere/a-1.0");
    plugin("real/b-1.0");
    std::filesystem::create_directory_symlink("real", world / "root");
    std::filesystem::create_directory_symlink(world / "elsewhere/a-1.0", world / "real/a-1.0");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/root");
    EXPECT_EQ(found(), "a-1.0:b-1.0");
}

TEST_F(Discovery, TakesAManifestThatIsALinkToNowhereForAnErrorOfThatPlugin) {
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/root");
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

}  // namespace
}  // namespace slipway::test
