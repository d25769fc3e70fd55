// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/wording.h"

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

}  // namespace
}  // namespace slipway
