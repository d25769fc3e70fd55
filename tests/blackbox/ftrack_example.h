// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Worlds whose plugins are those of examples/ftrack.

#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/support/sandbox.h"

namespace slipway::test {

// The plugins, or one of them, in the world: whose the checkout is, and who may write there, does
// not matter then.
inline Place ftrackExamples(const Sandbox& world, const std::string& plugin = "") {
    const std::filesystem::path copy = world / (plugin.empty() ? "connect" : "connect/" + plugin);
    std::filesystem::create_directories(copy.parent_path());
    const std::filesystem::path source = sourceFolder() / "examples/ftrack";
    std::filesystem::copy(plugin.empty() ? source : source / plugin, copy,
                          std::filesystem::copy_options::recursive);
    return Place(copy);
}

inline void makeRuntimeFolder(Sandbox& world) {
    world.set("XDG_RUNTIME_DIR", "$SANDBOX/run");
    world.makeFolder("run");
    std::filesystem::permissions(world / "run", std::filesystem::perms::owner_all);
}

class FtrackExample : public ::testing::Test {
  protected:
    FtrackExample() {
        makeRuntimeFolder(world);
        ftrackExamples(world);
        world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/connect");
    }
    Launch launch(const std::string& name, const std::string& version) {
        world.application(name, {version});
        world.install({name});
        return world.launch(name);
    }
    Sandbox world;
};

}  // namespace slipway::test
