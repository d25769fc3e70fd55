// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/relative_path.h"

#include <gtest/gtest.h>

#include "resolver/path.h"

namespace slipway {
namespace {

TEST(RelativePath, BeginsAtSomeFolder) {
    for (const char* path : {"a", "a/b", "..", "./a", "C:x", R"(\a)"}) {
        EXPECT_TRUE(isRelativePath(path, kLinuxRules)) << path;
    }
    for (const char* path : {"a", R"(a\b)", "..", R"(.\a)", "c", "1:"}) {
        EXPECT_TRUE(isRelativePath(path, kWindowsRules)) << path;
    }
    EXPECT_FALSE(isRelativePath("/a", kLinuxRules));
    EXPECT_FALSE(isRelativePath("", kLinuxRules));
}

TEST(RelativePath, IsNoneOfADriveThatThePathDoesNotName) {
    for (const char* path : {"/mnt/a", R"(\a)", "C:x", "C:", "/"}) {
        EXPECT_FALSE(isRelativePath(path, kWindowsRules)) << path;
        EXPECT_FALSE(isAbsolutePath(path, kWindowsRules)) << path;
    }
    for (const char* path : {R"(C:\a)", "//filer/vol", R"(\\filer\vol)"}) {
        EXPECT_FALSE(isRelativePath(path, kWindowsRules)) << path;
    }
}

}  // namespace
}  // namespace slipway
