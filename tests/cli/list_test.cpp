// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/desk.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using test::Answer;
using test::Desk;
using testing::HasSubstr;

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

}  // namespace
}  // namespace slipway
