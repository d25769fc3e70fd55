// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A maya behind a shim of each kind: a symbolic link, a hard link and a copy.

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

class Identity : public ::testing::TestWithParam<ShimKind> {
  protected:
    Identity() {
        world.application("maya", {"2024"});
        world.makeFolder("shims");
        put("shims/maya$EXE");
        world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
    }

    void put(const std::filesystem::path& path) { world.putShim(path, GetParam()); }

    std::string maya() const { return world.executable("maya", "2024"); }

    void expectMaya(const Launch& launched, const std::vector<std::string>& arguments = {}) {
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched.said(), "");
        EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2024");
        std::vector<std::string> expected = {maya()};
        expected.insert(expected.end(), arguments.begin(), arguments.end());
        EXPECT_EQ(launched.report->arguments, expected);
    }

    Sandbox world;
};

}  // namespace slipway::test
