// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_path.h"

#include <gtest/gtest.h>

#include <string>

namespace slipway {
namespace {

const std::string kLong(250, 'x');

std::string extended(const std::string& path) {
    Arena arena;
    return std::string(extendedPath(path, arena));
}

TEST(ExtendedPath, LeavesShortAndRelativePathsAlone) {
    EXPECT_EQ(extended(R"(C:\a\..\b)"), R"(C:\a\..\b)");
    EXPECT_EQ(extended(kLong), kLong);
}

TEST(ExtendedPath, PrefixesLongOnes) {
    EXPECT_EQ(extended(R"(C:\)" + kLong), R"(\\?\C:\)" + kLong);
    EXPECT_EQ(extended(R"(\\filesrv\nas\)" + kLong), R"(\\?\UNC\filesrv\nas\)" + kLong);
    EXPECT_EQ(extended(R"(\\?\C:\)" + kLong), R"(\\?\C:\)" + kLong);
}

TEST(ExtendedPath, ResolvesWhatThePrefixWouldTakeLiterally) {
    EXPECT_EQ(extended("C:/a//./b/../" + kLong), R"(\\?\C:\a\)" + kLong);
    EXPECT_EQ(extended("C:/../../" + kLong), R"(\\?\C:\)" + kLong);
    EXPECT_EQ(extended("//s/n/../" + kLong), R"(\\?\UNC\s\n\)" + kLong);
}

TEST(CommandName, IsWithoutExeInAnyCase) {
    EXPECT_EQ(withoutExe("maya.EXE"), "maya");
    EXPECT_EQ(withoutExe("MAYA"), "MAYA");
    EXPECT_EQ(withoutExe(".exe"), ".exe");
    EXPECT_EQ(withoutExe("nuke15.1.exe"), "nuke15.1");
}

}  // namespace
}  // namespace slipway
