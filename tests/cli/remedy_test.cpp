// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What people are told to type, in the shells of their platform.

#include "cli/remedy.h"

#include <gtest/gtest.h>

namespace slipway {
namespace {

TEST(WordOfAShell, IsOfShOnLinux) {
    EXPECT_EQ(quoteForShell("/opt/maya", kLinuxRules), "/opt/maya");
    EXPECT_EQ(quoteForShell("a b", kLinuxRules), "'a b'");
    EXPECT_EQ(quoteForShell(R"(C:\a)", kLinuxRules), R"('C:\a')");
}

TEST(WordOfAShell, IsOfCmdAndPowerShellOnWindows) {
    for (const char* plain : {R"(C:\opt\maya.exe)", "maya@2024", "-batch", "\xc3\xa9"}) {
        EXPECT_EQ(quoteForShell(plain, kWindowsRules), plain);
    }
    EXPECT_EQ(quoteForShell(R"(C:\Program Files\a)", kWindowsRules), R"("C:\Program Files\a")");
    EXPECT_EQ(quoteForShell("it's", kWindowsRules), "\"it's\"");
    EXPECT_EQ(quoteForShell("a,b&c", kWindowsRules), "\"a,b&c\"");
    EXPECT_EQ(quoteForShell("@a", kWindowsRules), "\"@a\"");
    EXPECT_EQ(quoteForShell("", kWindowsRules), "\"\"");
}

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
