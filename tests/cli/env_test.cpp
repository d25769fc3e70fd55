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
using testing::StartsWith;

Desk deskWith(const std::string& environment) {
    return Desk([&](Desk& desk) {
        desk.painter();
        desk.plugin("a-1.0", "slipway = 1\n[[integration]]\n[integration.env]\n" + environment);
    });
}

TEST(Env, PrintsWhatAShellIsToEvaluate) {
    Desk desk = deskWith("ONE.set = \"it's\"\nGONE.unset = true\n");
    desk.set("GONE", "x");
    const Answer answer = desk.type({"env", "painter"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_EQ(test::withFixedLaunch(answer.out),
              "export ONE='it'\\''s'\n"
              "unset GONE\n"
              "export SLIPWAY_APPLICATION=painter_4.2\n"
              "export SLIPWAY_LAUNCH_ID=01234567-89ab-4cde-8f01-23456789abcd\n"
              "export SLIPWAY_SESSION='the session'\n");
    EXPECT_EQ(answer.err, "");
}

TEST(Env, PrintsSecretsForThatIsWhatItIsFor) {
    Desk desk = deskWith("API_TOKEN.set = \"hunter22\"\n");
    EXPECT_THAT(desk.type({"env", "painter"}).out, HasSubstr("export API_TOKEN=hunter22\n"));
}

TEST(Env, SaysTheSameAsJson) {
    Desk desk = deskWith("ONE.set = \"1\"\nGONE.unset = true\n");
    desk.set("GONE", "x");
    const Json json = Json::parse(desk.type({"env", "painter", "--format", "json"}).out);
    EXPECT_EQ(json["set"]["ONE"], "1");
    EXPECT_EQ(json["set"]["SLIPWAY_APPLICATION"], "painter_4.2");
    EXPECT_EQ(json["unset"], Json{"GONE"});
}

TEST(Env, LeavesOutOfJsonWhatItCannotHoldAndSaysSo) {
    Desk desk = deskWith("ODD.append = \"x\"\nEVEN.set = \"y\"\n");
    desk.set("ODD", "\xff");
    const Answer json = desk.type({"env", "painter", "--format=json"});
    EXPECT_EQ(json.code, 0);
    EXPECT_FALSE(Json::parse(json.out)["set"].contains("ODD"));
    EXPECT_EQ(Json::parse(json.out)["set"]["EVEN"], "y");
    EXPECT_THAT(json.err, HasSubstr("'ODD' is left out: it is not UTF-8"));
    const Answer sh = desk.type({"env", "painter"});
    EXPECT_THAT(sh.out, HasSubstr("export ODD='\xff:x'\n"));
    EXPECT_EQ(sh.err, "");
}

TEST(Env, SaysWhatAShellCannotName) {
    Desk desk = deskWith("\"A-B.set\" = \"1\"\n");
    const Answer sh = desk.type({"env", "painter"});
    EXPECT_EQ(sh.out.find("export A-B"), std::string::npos);
    EXPECT_THAT(sh.err, HasSubstr("'A-B' is left out"));
    EXPECT_EQ(Json::parse(desk.type({"env", "painter", "--format", "json"}).out)["set"]["A-B"],
              "1");
}

TEST(Env, KnowsItsFormats) {
    Desk desk = deskWith("ONE.set = \"it's\"\nGONE.unset = true\n");
    desk.set("GONE", "x");
    const auto starts = [&](const std::string& format, const std::string& text) {
        const Answer answer = desk.type({"env", "painter", "--format", format});
        EXPECT_THAT(answer.out, StartsWith(text));
        EXPECT_EQ(answer.err, "");
        EXPECT_EQ(answer.code, 0);
    };
    starts("sh", "export ONE='it'\\''s'\nunset GONE\n");
    starts("fish", "set -gx ONE 'it\\'s';\nset -eg GONE;\n");
    starts("powershell",
           "$env:ONE = 'it''s'\nRemove-Item -LiteralPath 'Env:GONE' -ErrorAction Ignore\n");
    starts("cmd", "set \"ONE=it's\"\nset \"GONE=\"\n");
    const Answer answer = desk.type({"env", "painter", "--format", "yaml"});
    EXPECT_EQ(answer.err,
              "slipway: --format is 'sh', 'fish', 'powershell', 'cmd' or 'json', not 'yaml'\n");
    EXPECT_EQ(answer.code, 2);
}

TEST(Env, PrintsNothingToEvaluateWhereThereIsNoLaunch) {
    Desk desk = deskWith("");
    desk.plugin("b-1.0", "slipway = 1\n[[integration]]\nrequired = true\nrequires = [\"c\"]\n");
    const Answer answer = desk.type({"env", "painter"});
    EXPECT_EQ(answer.out, "");
    EXPECT_EQ(answer.code, 1);
    EXPECT_THAT(answer.err, HasSubstr("slipway: integration 'b' is required"));
}

TEST(Env, SaysWhatALaunchWouldSay) {
    Desk desk = deskWith("");
    desk.plugin("b-1.0", "slipway = 1\n[[integration]]\nrequires = [\"c\"]\n");
    const Answer answer = desk.type({"env", "painter"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_THAT(answer.err, HasSubstr("slipway: integration 'b' is left out"));
}

}  // namespace
}  // namespace slipway
