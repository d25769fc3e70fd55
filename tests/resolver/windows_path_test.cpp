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

std::string share(std::string_view path) {
    Arena arena;
    return std::string(shareInName(path, arena));
}

TEST(ShareInName, IsTheServerAndItsShareHoweverTheyAreWritten) {
    for (const char* path : {R"(\\filer\vol)", R"(\\FILER\Vol\tools\x)", "//filer/vol/tools",
                             R"(\\?\UNC\filer\vol\tools)", R"(\\?\unc\Filer\vol)"}) {
        EXPECT_EQ(share(path), R"(\\filer\vol)") << path;
    }
    EXPECT_EQ(share(R"(\\filer)"), R"(\\filer)");
}

TEST(ShareInName, IsNoneOfADriveOrADevice) {
    for (const char* path : {R"(C:\a)", R"(\\?\C:\a)", R"(\\.\C:)", R"(\\.\pipe\x)", R"(\a)", "",
                             R"(\\?\Volume{1}\a)", R"(..\a)"}) {
        EXPECT_EQ(share(path), "") << path;
    }
}

TEST(Drive, IsTheLetterOfAnAbsolutePath) {
    EXPECT_EQ(driveOf(R"(x:\a)"), 'X');
    EXPECT_EQ(driveOf(R"(\\?\X:\a)"), 'X');
    EXPECT_EQ(driveOf(R"(\\filer\vol)"), '\0');
    EXPECT_EQ(driveOf(R"(\\?\UNC\filer\vol)"), '\0');
}

TEST(DriveTarget, IsAShareWhereARedirectorAnswers) {
    for (const char* device : {R"(\Device\LanmanRedirector\;X:0000000000012345\filer\vol)",
                               R"(\Device\Mup\;LanmanRedirector\;X:0000000000012345\filer\vol)",
                               R"(\Device\WebDavRedirector\;X:0000000000012345\filer\vol)",
                               R"(\Device\hgfs\;X:000000000000abcd\vmware-host\Shared Folders)",
                               R"(\??\UNC\filer\vol\tools)"}) {
        EXPECT_TRUE(driveTarget(device).isShare) << device;
    }
    for (const char* device :
         {R"(\Device\HarddiskVolume3)", R"(\Device\CdRom0)", R"(\??\C:\jobs)"}) {
        EXPECT_FALSE(driveTarget(device).isShare) << device;
    }
}

TEST(DriveTarget, IsAnotherDriveOfOneThatStandsForAFolder) {
    EXPECT_EQ(driveTarget(R"(\??\X:\jobs)").drive, 'X');
    EXPECT_EQ(driveTarget(R"(\Device\HarddiskVolume3)").drive, '\0');
}

TEST(CommandName, IsWithoutExeInAnyCase) {
    EXPECT_EQ(withoutExe("maya.EXE"), "maya");
    EXPECT_EQ(withoutExe("MAYA"), "MAYA");
    EXPECT_EQ(withoutExe(".exe"), ".exe");
    EXPECT_EQ(withoutExe("nuke15.1.exe"), "nuke15.1");
}

}  // namespace
}  // namespace slipway
