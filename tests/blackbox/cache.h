// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Worlds whose launches leave something for the next.

#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

class Cache : public ::testing::Test {
  protected:
    Cache() { write("first"); }

    std::filesystem::path write(const std::string& value) const {
        return world.integration("studio/one-1.0", "VALUE.set = '" + value + "'");
    }
    std::string value() {
        launched.emplace(world.maya());
        EXPECT_TRUE(launched->report) << *launched;
        return (*launched)["VALUE"].value_or("(unset)");
    }
    // A launch that is right and has nothing to say.
    void expectQuiet(const std::string& expected) {
        EXPECT_EQ(value(), expected);
        EXPECT_EQ(launched->said(), "");
    }

    MayaSandbox world;
    std::optional<Launch> launched;
};

// Starts from a catalogue that is kept and valid.
class KeptCache : public Cache {
  protected:
    void SetUp() override { warmCache(world); }
};

// A shim whose slipway is not beside it: a half-done deployment.
class HelperMissing : public Cache {
  protected:
    HelperMissing() {
        world.makeFolder("alone");
        std::filesystem::copy_file(shimExecutable(), world / "alone/maya$EXE");
        world.set("PATH", "$SANDBOX/shims:$SANDBOX/opt/maya2024/bin:/usr/bin:/bin");
    }
    Command alone(const std::vector<std::string>& arguments = {}) const {
        return world.command(world / "alone/maya$EXE", arguments);
    }
    Launch launchAlone(const std::vector<std::string>& arguments = {}) const {
        return launch(alone(arguments));
    }

    const Place helper = world / "alone/slipway$EXE";
};

// The one file that the launches of `maya` go by.
class DamagedCache : public KeptCache {
  protected:
    void SetUp() override {
        KeptCache::SetUp();
        ASSERT_EQ(cacheFiles(world).size(), 1);
        file = cacheFiles(world).front();
        whole = readFile(file);
    }
    void damage(const std::string& bytes) {
        std::filesystem::remove(file);  // who has it mapped keeps the old one
        world.write(std::filesystem::relative(file, world.folder()), bytes);
        std::filesystem::permissions(
            file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    std::filesystem::path file;
    std::string whole;
};

}  // namespace slipway::test
