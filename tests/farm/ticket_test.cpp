// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Tickets as texts: what is written is read, and nothing else is.

#include "farm/ticket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "farm/digest.h"
#include "farm/thaw.h"

namespace slipway {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

Ticket example() {
    PlatformLaunch launch;
    launch.find = Node{Array{Node{std::string("{paths.apps}/maya{version}/bin/maya"), {}}}, {}};
    launch.operations = {{.name = "PATH",
                          .kind = OperationKind::kPrepend,
                          .isList = true,
                          .separator = std::nullopt,
                          .values = {"{paths.apps}/bin", "{home}/bin"},
                          .origin = "{paths.apps}/slipway.toml:3"}};
    launch.integrations = {
        {.name = "tools",
         .plugin = "tools",
         .version = "1.0",
         .required = true,
         .grouped = false,
         .requirements = {"core >= 2.0"},
         .parts = {{.depth = 0, .when = "host = 'lon-*'", .arguments = {"-x"}, .operations = {}}}}};
    Ticket ticket;
    ticket.application = {.name = "maya",
                          .command = "maya",
                          .identifier = "maya_2024",
                          .label = "Maya",
                          .variant = "2024",
                          .version = "2024"};
    ticket.arguments = {"-f", "{frame}"};
    ticket.context = {{"project", "bunny"}};
    ticket.expires = "2030-01-01T00:00:00Z";
    ticket.frames = "1-10";
    ticket.chunk = 2;
    ticket.manifests = {{"{paths.apps}/slipway.toml", sha256("x")}};
    ticket.paths = {{"apps", {{"linux", {"/apps"}}, {"windows", {"A:\\apps"}}}}};
    ticket.secrets = {{"TOKEN", ""}, {"KEY", "{paths.apps}/key"}};
    ticket.workingDirectory = "{paths.apps}";
    ticket.platforms["linux"] = launch;
    ticket.platforms["linux"].digest = Thaw(ticket, kLinuxRules).digest().value();
    return ticket;
}

std::string mistakeIn(const std::string& text) {
    const auto ticket = readTicket("shot.ticket", text);
    return ticket ? "none" : ticket.error();
}

// With an id that fits, as somebody writes it who knows how.
std::string withId(Json json) {
    json.erase("id");
    json["id"] = sha256(json.dump());
    return json.dump();
}

TEST(Sha256, IsThatOfTheStandard) {
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Tickets, AreReadAsTheyWereWritten) {
    const std::string text = printTicket(example());
    const auto ticket = readTicket("shot.ticket", text);
    ASSERT_TRUE(ticket) << ticket.error();
    EXPECT_EQ(printTicket(*ticket), text);
}

TEST(Tickets, AreCanonicalJsonWhoseIdIsTheDigestOfTheRest) {
    const std::string text = printTicket(example());
    Json json = Json::parse(text);
    EXPECT_EQ(json.dump() + "\n", text);  // sorted keys, no white space
    const std::string id = json["id"];
    json.erase("id");
    EXPECT_EQ(sha256(json.dump()), id);
}

TEST(Tickets, ThatWereWrittenAnewWithOtherWhiteSpaceAreTheSame) {
    EXPECT_EQ(mistakeIn(Json::parse(printTicket(example())).dump(4)), "none");
}

// Every value of the tree, one after the other.
void forEachValue(const Json& tree, const Json::json_pointer& at,
                  const std::function<void(const Json::json_pointer&)>& visit) {
    if (!tree.is_structured()) return visit(at);
    for (const auto& [key, value] : tree.items()) {
        const bool isList = tree.is_array();
        forEachValue(value, isList ? at / std::stoul(key) : at / key, visit);
    }
}

TEST(Tickets, WithAnyValueChangedAreRefused) {
    const Json whole = Json::parse(printTicket(example()));
    int count = 0;
    forEachValue(whole, Json::json_pointer(), [&](const Json::json_pointer& at) {
        Json changed = whole;
        changed[at] =
            changed[at].is_string() ? Json(changed[at].get<std::string>() + "x") : Json(4711);
        EXPECT_NE(mistakeIn(changed.dump()), "none") << at.to_string();
        ++count;
    });
    EXPECT_GT(count, 30);
}

TEST(Tickets, ThatWereChangedSaySo) {
    Json json = Json::parse(printTicket(example()));
    json["arguments"][0] = "--rm";
    EXPECT_THAT(mistakeIn(json.dump()), HasSubstr("changed since it was frozen"));
}

TEST(Tickets, CutOffAnywhereAreRefused) {
    const std::string text = printTicket(example());
    for (std::size_t size = 0; size + 2 < text.size(); size += 7) {
        EXPECT_NE(mistakeIn(text.substr(0, size)), "none") << size;
    }
}

TEST(Tickets, OfOtherFormatsAreRefusedByTheirNumber) {
    Json json = Json::parse(printTicket(example()));
    json["slipway_ticket"] = 2;
    EXPECT_THAT(mistakeIn(withId(json)), HasSubstr("another version's format (2)"));
    EXPECT_THAT(mistakeIn("{}"), HasSubstr("no ticket"));
    EXPECT_NE(mistakeIn("[]"), "none");
    EXPECT_NE(mistakeIn(""), "none");
}

TEST(Tickets, NestedDeeplyAreRefused) {
    const std::string deep(100'000, '[');
    EXPECT_NE(mistakeIn("{\"slipway_ticket\":" + deep), "none");
    EXPECT_NE(mistakeIn(deep + std::string(100'000, ']')), "none");
}

TEST(Tickets, WithAKeyTwiceAreRefused) {
    const std::string text = printTicket(example());
    EXPECT_NE(mistakeIn("{\"base\":\"clean\"," + text.substr(1)), "none");
}

// A right id says who wrote it, not that it makes sense.
TEST(Tickets, ThatSayWhatNobodyKnowsAreRefusedWhateverTheirId) {
    const Json whole = Json::parse(printTicket(example()));
    const auto mistake = [&](const char* pointer, Json value) {
        Json json = whole;
        json[Json::json_pointer(pointer)] = std::move(value);
        return mistakeIn(withId(json));
    };
    EXPECT_THAT(mistake("/hold", true), HasSubstr("unknown key 'hold'"));
    EXPECT_THAT(mistake("/base", "dirty"), HasSubstr("'base'"));
    EXPECT_THAT(mistake("/frames/list", "a-b"), HasSubstr("no frame"));
    EXPECT_THAT(mistake("/frames/chunk", 0), HasSubstr("'chunk'"));
    for (const char* time : {"", "garbage", "2026-13-45T00:00:00Z", "2026-12-01"}) {
        EXPECT_THAT(mistake("/expires", time), HasSubstr("'expires' is a time in UTC"));
    }
    EXPECT_THAT(mistake("/frames/chunk", "x"), HasSubstr("'chunk'"));
    EXPECT_THAT(mistake("/platforms/linux/operations/0/operation", "move"),
                HasSubstr("no such operation"));
    EXPECT_THAT(mistake("/platforms/linux/operations/0/name", "A=B"), HasSubstr("'='"));
    EXPECT_THAT(mistake("/platforms/linux/integrations/0/parts", Json::array()),
                HasSubstr("first part"));
    EXPECT_THAT(mistake("/arguments/0", 1), HasSubstr("'arguments'"));
    EXPECT_THAT(mistake("/arguments/0", std::string("a\0b", 3)), HasSubstr("NUL"));
    EXPECT_THAT(mistake("/paths/apps/linux", Json::array()), HasSubstr("no path"));
}

TEST(Thawing, RefusesTextsThatAreNone) {
    Ticket ticket = example();
    ticket.platforms["linux"].operations[0].values = {"{nonsense}"};
    EXPECT_THAT(Thaw(ticket, kLinuxRules).digest().error(), HasSubstr("{nonsense}"));
    ticket.platforms["linux"].operations[0].values = {"{paths.elsewhere}/x"};
    EXPECT_THAT(Thaw(ticket, kLinuxRules).digest().error(), HasSubstr("no 'elsewhere' for linux"));
}

TEST(Thawing, GivesTheDigestOfWhatTheOperationsComposeOnAnEmptyEnvironment) {
    EXPECT_EQ(Thaw(example(), kLinuxRules).digest().value(),
              sha256(Json{{"PATH", "/apps/bin:{home}/bin"}}.dump()));
}

TEST(Thawing, TakesThePathsAndRulesOfThePlatform) {
    Ticket ticket = example();
    ticket.platforms["windows"] = ticket.platforms["linux"];
    EXPECT_EQ(Thaw(ticket, kWindowsRules).digest().value(),
              sha256(Json{{"PATH", "A:\\apps/bin;{home}/bin"}}.dump()));
    EXPECT_EQ(Thaw(ticket, kWindowsRules).text("{paths.apps}/x").value(), "A:\\apps/x");
}

}  // namespace
}  // namespace slipway
