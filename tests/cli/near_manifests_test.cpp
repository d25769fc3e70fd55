// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/desk.h"

namespace slipway {
namespace {

using test::Desk;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kManifest = "slipway = 1\n";

TEST(NearManifest, IsToldByCheckWhereItsNameIsNearlyAManifests) {
    for (const char* name : {"Slipway.toml", "slipway.toml.txt", "SLIPWAY.JSON"}) {
        Desk desk;
        desk.disk.write("/studio/tools-1.0/" + std::string(name), kManifest);
        EXPECT_THAT(desk.type({"check"}).out,
                    HasSubstr("/studio/tools-1.0/" + std::string(name) +
                              ": warning: is not called as manifests are"));
    }
}

TEST(NearManifest, IsToldByCheckWhereItIsOneFolderTooDeep) {
    Desk desk;
    desk.disk.write("/studio/tools-1.0/tools-1.0/slipway.toml", kManifest);
    EXPECT_THAT(desk.type({"check"}).out,
                HasSubstr("/studio/tools-1.0/tools-1.0/slipway.toml: warning: is one folder too "
                          "deep to be found"));
}

TEST(NearManifest, IsToldByCheckOfAPluginAndOfOneInASingleFile) {
    Desk desk;
    desk.disk.write("/elsewhere/tools/Slipway.toml", kManifest);
    EXPECT_THAT(desk.type({"check", "/elsewhere/tools"}).out, HasSubstr("tools/Slipway.toml"));
    desk.disk.write("/studio/one.Slipway.toml", kManifest);
    EXPECT_THAT(desk.type({"check"}).out, HasSubstr("/studio/one.Slipway.toml: warning"));
}

TEST(NearManifest, IsToldByDoctorWithWhatMendsIt) {
    Desk desk;
    desk.disk.write("/studio/tools-1.0/Slipway.toml", kManifest);
    EXPECT_THAT(
        desk.type({"doctor"}).out,
        HasSubstr("mend  name it slipway.toml or slipway.json, in the plugin's own folder"));
}

TEST(NearManifest, IsNoneInAFolderOfOtherThings) {
    Desk desk;
    desk.plugin("tools-1.0", kManifest);
    desk.disk.write("/studio/tools-1.0/docs/slipway.toml", kManifest);
    desk.disk.write("/studio/tools-1.0/slipway.toml.orig", kManifest);
    desk.disk.write("/studio/connect-1.0/hook/connect.py", "");
    desk.disk.write("/studio/library/a/slipway.toml", kManifest);
    desk.disk.write("/studio/library/b/slipway.toml", kManifest);
    EXPECT_EQ(desk.type({"check"}).out, "nothing wrong in 1 manifest\n");
}

}  // namespace
}  // namespace slipway
