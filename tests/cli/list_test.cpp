// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "installer/shim_folder.h"
#include "tests/cli/desk.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using test::Answer;
using test::Desk;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kSculptor =
    "slipway = 1\n[[application]]\nname = \"sculptor\"\nlabel = \"Sculptor\"\n"
    "find = [\"/opt/sculptor-{version}/bin/sculptor\"]\n";

Desk deskWithTwo() {
    return Desk([&](Desk& desk) {
        desk.painter({"4.2", "4.10"});
        desk.definitions = {{"sculptor.toml", kSculptor}};
    });
}

TEST(List, ShowsInstallationsNewestFirst) {
    const Answer answer = deskWithTwo().type({"list"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_EQ(answer.out, test::golden("list.txt", answer.out));
}

TEST(List, SaysWhereItLookedForWhatIsNotThere) {
    const Answer answer = deskWithTwo().type({"list", "--all"});
    EXPECT_THAT(answer.out, HasSubstr("/opt/sculptor-{version}/bin/sculptor"));
    EXPECT_EQ(answer.out, test::golden("list-all.txt", answer.out));
}

TEST(List, SaysSoWhereNothingIsInstalled) {
    EXPECT_THAT(Desk().type({"list"}).out, HasSubstr("No known application is installed here."));
}

TEST(List, SaysTheSameAsJson) {
    const Json json = Json::parse(deskWithTwo().type({"list", "--json"}).out)["applications"];
    ASSERT_EQ(json.size(), 2U);
    EXPECT_EQ(json[0]["name"], "painter");
    EXPECT_EQ(json[0]["label"], "Painter");
    EXPECT_EQ(json[0]["commands"], Json{"painter-safe"});
    EXPECT_EQ(json[0]["installations"][0]["version"], "4.10");
    EXPECT_EQ(json[0]["installations"][0]["path"], "/opt/painter-4.10/painter");
    EXPECT_EQ(json[0]["installations"][1]["version"], "4.2");
    EXPECT_EQ(json[1]["name"], "sculptor");
    EXPECT_EQ(json[1]["installations"], Json::array());
}

// A folder on a real disk, which is where shims are.
class ShimFolder {
  public:
    ShimFolder() {
        std::string name = testing::TempDir() + "shims-XXXXXX";
        path = std::filesystem::path(mkdtemp(name.data()));
        std::filesystem::create_directory(path / ".slipway");
    }
    ~ShimFolder() { std::filesystem::remove_all(path); }

    void shim(const std::string& name, const ShimRecord& record) {
        std::filesystem::create_symlink(SLIPWAY_TEST_BIN "/slipway-shim", path / name);
        std::ofstream(path / ".slipway" / name) << recordBytes(record);
    }

    std::filesystem::path path;
};

TEST(List, ShowsTheShimsOnPathAndWhatTheyLaunch) {
    ShimFolder folder;
    folder.shim("painter", {});
    folder.shim("painter3", {.command = "painter", .version = "3"});
    folder.shim("tool", {.target = "/opt/tool/bin/tool"});
    std::filesystem::create_symlink("/gone/slipway-shim", folder.path / "stale");
    std::ofstream(folder.path / "other") << "not a shim";
    Desk desk;
    desk.set("PATH", "/nowhere:relative:" + folder.path.string());
    const std::string text = desk.type({"list"}).out;
    EXPECT_THAT(text, HasSubstr("Shims in " + folder.path.string() +
                                "\n"
                                "  painter\n"
                                "  painter3  painter@3\n"
                                "  stale     leads to no slipway-shim: install it anew\n"
                                "  tool      /opt/tool/bin/tool\n"));
    const Json json = Json::parse(desk.type({"list", "--json"}).out)["shim_folders"];
    ASSERT_EQ(json.size(), 1U);
    EXPECT_EQ(json[0]["path"], folder.path.string());
    EXPECT_EQ(json[0]["shims"][1],
              Json::parse(R"({"name": "painter3", "launches": "painter@3", "broken": false})"));
    EXPECT_EQ(json[0]["shims"][2]["broken"], true);
}

}  // namespace
}  // namespace slipway
