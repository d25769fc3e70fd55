// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world whose only application is known to no manifest.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "tests/support/sandbox.h"

namespace slipway::test {

inline constexpr const char* kUsersFolder = "home/.local/share/slipway/plugins";

// `easel` is on PATH and unknown to any manifest: what a test finds is by its own plugins alone.
class Discovery : public ::testing::Test {
  protected:
    Discovery() {
        world.installation("easel", "");
        world.set("PATH", "$SANDBOX/shims:$SANDBOX/opt/easel/bin:/usr/bin:/bin");
        world.unset("SLIPWAY_PLUGIN_PATH");
        world.makeFolder("shims");
        world.putShim("shims/easel$EXE", ShimKind::kSymbolicLink);
    }

    // A plugin that leaves the name of its folder in FOUND.
    void plugin(const std::string& path, const std::string& more = {}) {
        const std::string folder = std::filesystem::path(path).filename().string();
        world.plugin(path, "slipway = 1\n" + more + "\n[[integration]]\nenv.FOUND.append = '" +
                               folder + "'\n");
    }

    // The folders that count, joined by colons.
    std::string found() {
        launched.emplace(world.launch("easel"));
        EXPECT_TRUE(launched->report) << *launched;
        std::string folders = (*launched)["FOUND"].value_or("");
        std::ranges::replace(folders, kHost.listSeparator, ':');
        return folders;
    }

    Sandbox world;
    const std::string connectFolder = kHost.name == "windows"
                                          ? "home/.local/share/ftrack/ftrack-connect-plugins"
                                          : "home/.local/share/ftrack-connect-plugins";
    std::optional<Launch> launched;
};

}  // namespace slipway::test
