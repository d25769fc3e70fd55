// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What people are told to type, in the shells of their platform.

#include "cli/remedy.h"

#include <gtest/gtest.h>

namespace slipway {
namespace {

TEST(Remedy, IsInTheShellsOfThePlatform) {
    EXPECT_EQ(removalOf({"/a", "/b c"}, kLinuxRules), "rm /a '/b c'");
    EXPECT_EQ(removalOf({R"(C:\a)", R"(C:\b c)"}, kWindowsRules), R"(del C:\a, "C:\b c")");
    EXPECT_EQ(movingAside("/a b", kLinuxRules), "mv '/a b' '/a b.old'");
    EXPECT_EQ(movingAside(R"(C:\a)", kWindowsRules), R"(move C:\a C:\a.old)");
    EXPECT_EQ(showingRightsOf(R"(\\filer\vol)", kWindowsRules), R"(icacls \\filer\vol)");
    EXPECT_EQ(unsetting("SLIPWAY_CACHE", kLinuxRules), "unset SLIPWAY_CACHE");
    EXPECT_EQ(unsetting("SLIPWAY_CACHE", kWindowsRules),
              "take SLIPWAY_CACHE out of the environment");
}

}  // namespace
}  // namespace slipway
