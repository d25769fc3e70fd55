// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/path_within.h"

#include <gtest/gtest.h>

namespace slipway {
namespace {

TEST(PathWithinAFolder, IsTheFolderItselfOrBeneathIt) {
    EXPECT_TRUE(isWithinFolder("/mnt/share", "/mnt/share", kLinuxRules));
    EXPECT_TRUE(isWithinFolder("/mnt/share/lib", "/mnt/share", kLinuxRules));
    EXPECT_FALSE(isWithinFolder("/mnt/shared", "/mnt/share", kLinuxRules));
    EXPECT_FALSE(isWithinFolder("/mnt", "/mnt/share", kLinuxRules));
    EXPECT_FALSE(isWithinFolder("/MNT/share/lib", "/mnt/share", kLinuxRules));
    EXPECT_FALSE(isWithinFolder("/mnt/share\\lib", "/mnt/share", kLinuxRules));
}

TEST(PathWithinAFolder, IsSoOnWindowsWithEitherSeparatorAndInAnyCase) {
    EXPECT_TRUE(isWithinFolder("//Filer/Vol/lib", "\\\\filer\\vol", kWindowsRules));
    EXPECT_TRUE(isWithinFolder("x:\\tools/lib", "X:", kWindowsRules));
    EXPECT_FALSE(isWithinFolder("\\\\filer\\volume", "\\\\filer\\vol", kWindowsRules));
}

}  // namespace
}  // namespace slipway
