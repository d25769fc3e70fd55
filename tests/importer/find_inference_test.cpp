// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/find_inference.h"

#include <gmock/gmock.h>

namespace slipway::ftrack {
namespace {

using ::testing::Eq;
using ::testing::Optional;

const std::string kNone;

TEST(PlainPattern, OfMayaOnLinuxHasTheVersionWhereTheExpressionFindsIt) {
    EXPECT_THAT(plainPattern({"/", "usr", "autodesk", "maya.+", "bin", "maya$"},
                             R"(maya(?P<version>\d{4}))", kLinuxRules),
                Optional(std::string("/usr/autodesk/maya{version}/bin/maya")));
}

TEST(PlainPattern, OfMayaOnWindowsIsBelowAnyProgramFiles) {
    EXPECT_THAT(plainPattern({"C:\\", "Program Files.*", "Autodesk", "Maya.+", "bin", "maya.exe"},
                             kNone, kWindowsRules),
                Optional(std::string(R"(C:\Program Files*\Autodesk\Maya{version}\bin\maya.exe)")));
}

TEST(PlainPattern, TakesADriveForItsRoot) {
    EXPECT_THAT(plainPattern({"C:", "Maya.+", "maya.exe"}, kNone, kWindowsRules),
                Optional(std::string(R"(C:\Maya{version}\maya.exe)")));
}

TEST(PlainPattern, OfMayaOnMacosIsTheBundle) {
    EXPECT_THAT(
        plainPattern({"/", "Applications", "Autodesk", "maya.+", "Maya.app"}, kNone, kMacosRules),
        Optional(std::string("/Applications/Autodesk/maya{version}/Maya.app")));
}

TEST(PlainPattern, OfNukeKeepsTheTwoFormsOfItsVersionApart) {
    EXPECT_THAT(plainPattern({"/", "usr", "local", "Nuke.*", R"(Nuke\d.+)"},
                             R"(Nuke(?P<version>.*)\/.+$)", kLinuxRules),
                Optional(std::string("/usr/local/Nuke{version}/Nuke{version.major}*")));
}

TEST(PlainPattern, OfNukeOnMacosHasTheVersionOfTheBundle) {
    EXPECT_THAT(
        plainPattern({"/", "Applications", "Nuke.*", R"(Nuke\d[\w.]+.app)"}, kNone, kMacosRules),
        Optional(std::string("/Applications/Nuke*/Nuke{version}.app")));
}

TEST(PlainPattern, IsNoneWhereThereAreGroupsOrAlternatives) {
    EXPECT_EQ(plainPattern({"/", "opt", "(maya|mudbox).+", "bin"}, kNone, kLinuxRules),
              std::nullopt);
    EXPECT_EQ(plainPattern({"/", "opt", "maya(2024)?", "bin"}, kNone, kLinuxRules), std::nullopt);
}

TEST(PlainPattern, IsNoneWhereNothingInThePathIsTheVersion) {
    EXPECT_EQ(plainPattern({"/", "opt", "maya", "bin", "maya"}, kNone, kLinuxRules), std::nullopt);
    EXPECT_EQ(plainPattern({"/", "opt", "maya.+", "maya"}, "release-(?P<version>.+)", kLinuxRules),
              std::nullopt);
}

TEST(PlainPattern, IsNoneWhereItIsNoExpression) {
    EXPECT_EQ(plainPattern({"/", "opt", "maya.+[", "maya"}, kNone, kLinuxRules), std::nullopt);
    EXPECT_EQ(plainPattern({"/"}, kNone, kLinuxRules), std::nullopt);
    EXPECT_EQ(plainPattern({"", "x.+"}, kNone, kLinuxRules), std::nullopt);
}

}  // namespace
}  // namespace slipway::ftrack
