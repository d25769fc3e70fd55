// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// examples/ftrack: what is written ahead of a launch, with the rights of POSIX.

#include "tests/blackbox/ftrack_example.h"

namespace slipway::test {

namespace fs = std::filesystem;

TEST_F(FtrackExample, OfPhotoshopsSessionIsForItsUserOnly) {
    const Launch launched = launch("photoshop", "2024");
    for (const std::string name : {"PATH", "LATEST_PATH"}) {
        const fs::path file = launched["FTRACK_PHOTOSHOP_UXP_BOOTSTRAP_" + name].value_or("");
        EXPECT_EQ(fs::status(file).permissions(), fs::perms(0600));
    }
}

TEST_F(FtrackExample, OfHarmonyStagesASceneAndGivesItAsArgument) {
    world.set("QT_PLUGIN_PATH", "/connect/qt");
    const Launch launched = launch("harmony", "22");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(launched["QT_PLUGIN_PATH"], std::nullopt);
    const fs::path packages = launched["TOONBOOM_GLOBAL_SCRIPT_LOCATION"].value_or("");
    EXPECT_TRUE(fs::exists(packages / "ftrack/configure.js"));
    const fs::path scene = packages.parent_path() / "scene/bootstrap.xstage";
    EXPECT_TRUE(fs::exists(scene));
    EXPECT_EQ(launched.report->arguments.at(1), scene.string());
}

}  // namespace slipway::test
