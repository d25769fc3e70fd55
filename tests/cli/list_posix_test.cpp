// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Shims as POSIX has them, which is links.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "installer/shim_folder.h"
#include "tests/cli/desk.h"
#include "tests/support/files.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using test::Desk;
using testing::HasSubstr;

// A folder on a real disk, which is where shims are.
class ShimFolder : public test::TemporaryFolder {
  public:
    ShimFolder() { std::filesystem::create_directory(*this / ".slipway"); }

    void shim(const std::string& name, const ShimRecord& record) {
        std::filesystem::create_symlink(SLIPWAY_TEST_BIN "/slipway-shim", *this / name);
        std::ofstream(*this / ".slipway" / name) << recordBytes(record);
    }
};

TEST(List, ShowsTheShimsOnPathAndWhatTheyLaunch) {
    ShimFolder folder;
    folder.shim("painter", {});
    folder.shim("painter3", {.command = "painter", .version = "3"});
    folder.shim("tool", {.target = "/opt/tool/bin/tool"});
    std::filesystem::create_symlink("/gone/slipway-shim", folder / "stale");
    std::ofstream(folder / "other") << "not a shim";
    Desk desk;
    desk.set("PATH", "/nowhere:relative:" + folder.path().string());
    const std::string text = desk.type({"list"}).out;
    EXPECT_THAT(text, HasSubstr("Shims in " + folder.path().string() +
                                "\n"
                                "  painter\n"
                                "  painter3  painter@3\n"
                                "  stale     leads to no slipway-shim: install it anew\n"
                                "  tool      /opt/tool/bin/tool\n"));
    const Json json = Json::parse(desk.type({"list", "--json"}).out)["shim_folders"];
    ASSERT_EQ(json.size(), 1U);
    EXPECT_EQ(json[0]["path"], folder.path().string());
    EXPECT_EQ(json[0]["shims"][1],
              Json::parse(R"({"name": "painter3", "launches": "painter@3", "broken": false})"));
    EXPECT_EQ(json[0]["shims"][2]["broken"], true);
}

}  // namespace
}  // namespace slipway
