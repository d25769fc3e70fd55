// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway doctor` on a host where all is well and on one where much is not, to the letter.

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "tests/support/golden.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

class DoctorsHost : public testing::Test {
  protected:
    DoctorsHost() {
        world.set("PATH", "$SANDBOX/shims");
        world.set("SHELL", "/bin/bash");
    }

    // But for the line that tells of this machine's limits.
    void expectReport(const std::string& name, int code) {
        const Ended ended = world.slipway({"doctor"});
        EXPECT_EQ(ended.code, code) << ended;
        EXPECT_EQ(ended.errors, "");
        expectGolden(world, name, std::regex_replace(ended.output, std::regex("limits  .*\n"), ""));
    }

    MayaSandbox world;
};

TEST_F(DoctorsHost, Healthy) {
    expectReport("doctor-healthy.txt", 0);
}

TEST_F(DoctorsHost, Sick) {
    world.installation("tool", "1");
    world.install({"--target", world.executable("tool", "1")});
    fs::remove(world.executable("tool", "1"));
    world.installation("maya", "2025");
    world.set("PATH", "$SANDBOX/opt/maya2025/bin:$SANDBOX/shims");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:relative:$SANDBOX/unmounted:$SANDBOX/empty");
    world.makeFolder("empty");
    world.plugin("studio/tools-1.0", "slipway = 1\n");
    world.plugin("studio/tools-1.1", "slipway = 1\n");
    world.plugin("studio/colour-0.9",
                 "slipway = 1\n[[integration]]\n[integration.env]\nOCIO.prepnd = \"x\"\n");
    world.plugin("home/.local/share/slipway/plugins/old-2.0", "slipway = 1\n");
    world.write(world.cache() / "catalogues", "a file");
    world.write("home/.config/slipway/config.toml", "[use\n");
    expectReport("doctor-sick.txt", 1);
}

TEST_F(DoctorsHost, SaysTheSameOnceACatalogueIsKept) {
    warmCache(world);
    const Ended ended = world.slipway({"doctor"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_NE(ended.output.find(": 2 catalogues, "), std::string::npos) << ended;
}

}  // namespace
}  // namespace slipway::test
