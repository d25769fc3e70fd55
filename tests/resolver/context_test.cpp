// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace slipway {
namespace {

class ContextReader : public testing::Test {
  protected:
    std::optional<Context> read(std::string_view json) {
        error_ = {};
        return readContext(json, "SLIPWAY_CONTEXT", arena_, error_);
    }
    Arena arena_;
    std::string_view error_;
};

TEST_F(ContextReader, TakesPlainValuesByTheirKeys) {
    const auto context =
        read(R"( {"project": "bunny", "shot" : 12, "scale":-1.5e3, "final": true, "wip": false} )");
    ASSERT_TRUE(context);
    EXPECT_EQ(context->get("project"), "bunny");
    EXPECT_EQ(context->get("shot"), "12");
    EXPECT_EQ(context->get("scale"), "-1.5e3");
    EXPECT_EQ(context->get("final"), "1");
    EXPECT_EQ(context->get("wip"), "0");
}

TEST_F(ContextReader, NullAndNestedValuesAreAbsent) {
    const auto context = read(R"({"a": null, "b": [1, {"c": "]"}], "d": {"e": {}}, "f": "x"})");
    ASSERT_TRUE(context);
    EXPECT_EQ(context->get("a"), std::nullopt);
    EXPECT_EQ(context->get("b"), std::nullopt);
    EXPECT_EQ(context->get("d"), std::nullopt);
    EXPECT_EQ(context->get("f"), "x");
}

TEST_F(ContextReader, UnescapesStrings) {
    const auto context = read(R"({"t\u0061sk": "\"\\\/\b\f\n\r\té\u20ac\ud83d\ude00"})");
    ASSERT_TRUE(context);
    EXPECT_EQ(context->get("task"), "\"\\/\b\f\n\r\t\u00e9\u20ac\U0001f600");
}

TEST_F(ContextReader, AnEmptyObjectIsAnEmptyContext) {
    const auto context = read("{}");
    ASSERT_TRUE(context);
    EXPECT_TRUE(context->entries.empty());
}

TEST_F(ContextReader, RefusesWhatIsNotOneStrictJsonObject) {
    for (const char* text : {"",
                             " ",
                             "[]",
                             "\"a\"",
                             "{",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{\"a\":1,}",
                             "{a:1}",
                             "{'a':1}",
                             "{\"a\":01}",
                             "{\"a\":1.}",
                             "{\"a\":+1}",
                             "{\"a\":.5}",
                             "{\"a\":1e}",
                             "{\"a\":tru}",
                             "{\"a\":1}x",
                             "{\"a\":\"\n\"}",
                             "{\"a\":\"\\x\"}",
                             "{\"a\":\"\\ud800\"}",
                             "{\"a\":\"\\udc00\"}",
                             "{\"a\":\"\\u0000\"}",
                             "{\"a\":1,\"a\":2}",
                             "{\"a\":\"b}",
                             "{\"a\":[1,]}",
                             "{\"a\":\"\\"}) {
        EXPECT_FALSE(read(text)) << text;
        EXPECT_THAT(error_, testing::StartsWith("expected ")) << text;
    }
}

TEST_F(ContextReader, SaysWhatIsWrongAndWhere) {
    EXPECT_FALSE(read("{\"a\": x}"));
    EXPECT_EQ(error_, "expected a value at byte 7");
    EXPECT_FALSE(read("{\"a\": 1, \"a\": 2}"));
    EXPECT_EQ(error_, "expected each key once at byte 10");
}

TEST_F(ContextReader, EndsAtAnyDepth) {
    EXPECT_FALSE(read("{\"a\":" + std::string(100'000, '[')));
    EXPECT_FALSE(read("{\"a\":" + std::string(100'000, '{')));
}

// --- ftrack Connect's event: base64 of JSON

class ConnectEvent : public ContextReader {
  protected:
    std::optional<Context> event(std::string_view base64) {
        error_ = {};
        return readConnectEvent(base64, "FTRACK_CONNECT_EVENT", arena_, error_);
    }
};

// {"selection":[{"entityId":"42","entityType":"task"},{"entityId":"7"}],"id":"x","project":"bünny"}
const std::string kSelection =
    "eyJzZWxlY3Rpb24iOlt7ImVudGl0eUlkIjoiNDIiLCJlbnRpdHlUeXBlIjoidGFzayJ9LHsiZW50"
    "aXR5SWQiOiI3In1dLCJpZCI6IngiLCJwcm9qZWN0IjoiYsO8bm55In0=";

TEST_F(ConnectEvent, SaysWhatTheFirstSelectedEntityIs) {
    const auto context = event(kSelection);
    ASSERT_TRUE(context) << error_;
    EXPECT_EQ(context->get("id"), "42");
    EXPECT_EQ(context->get("type"), "task");
    EXPECT_EQ(context->get("project"), "b\u00fcnny");
    EXPECT_EQ(context->get("selection"), std::nullopt);
}

TEST_F(ConnectEvent, MayBeBrokenIntoLinesAndLackItsPadding) {
    std::string wrapped = kSelection;
    for (std::size_t at = 76; at < wrapped.size(); at += 77) wrapped.insert(at, "\n");
    ASSERT_TRUE(event(wrapped + "\r\n")) << error_;
    ASSERT_TRUE(event(kSelection.substr(0, kSelection.find('=')))) << error_;
    const auto urlSafe = event("eyJhIjoiw78_Pn7Dv8O_In0=");
    ASSERT_TRUE(urlSafe) << error_;
    EXPECT_EQ(urlSafe->get("a"), "\u00ff?>~\u00ff\u00ff");
}

TEST_F(ConnectEvent, WithoutASelectedEntitySaysItsOwnValues) {
    EXPECT_EQ(event("eyJzZWxlY3Rpb24iOltdLCJwcm9qZWN0IjoiYSJ9")->get("project"), "a");
    EXPECT_EQ(event("eyJzZWxlY3Rpb24iOltdLCJwcm9qZWN0IjoiYSJ9")->get("id"), std::nullopt);
    EXPECT_EQ(event("eyJzZWxlY3Rpb24iOnsiZW50aXR5SWQiOiI0MiJ9LCJpZCI6IngifQ==")->get("id"), "x")
        << "a selection that is no list";
}

TEST_F(ConnectEvent, IsRefusedWhereItIsNotBase64OfAnObject) {
    for (const char* text : {"A", "AAAAA", "e30*", "=e30", "e3=0", "{}", "\xff"}) {
        EXPECT_FALSE(event(text)) << text;
        EXPECT_EQ(error_, "it is not base64") << text;
    }
    EXPECT_FALSE(event("WzFd"));
    EXPECT_EQ(error_, "expected a JSON object at byte 1");
    EXPECT_FALSE(event("===="));
    EXPECT_FALSE(event(" "));
}

// What a parser of the trade accepts this one accepts, with the same strings, and nothing else.
TEST_F(ContextReader, AgreesWithAnotherReaderOnRandomTexts) {
    std::mt19937 random(1);
    const std::string seed = R"({"a": "x\u00e9\n", "b": [1, -2.5e3, {"c": null}], "d": true})";
    constexpr std::string_view kBytes = "{}[]\",:\\ue0189-+.atrulfsn \n\t";
    for (int round = 0; round < 20000; ++round) {
        std::string text = seed;
        for (int edits = 1 + static_cast<int>(random() % 3); edits > 0; --edits) {
            text[random() % text.size()] = kBytes[random() % kBytes.size()];
        }
        const auto expected = nlohmann::json::parse(text, nullptr, false);
        const auto context = read(text);
        if (!context) {
            // Only a key that stands twice and a NUL are refused here and accepted there.
            const std::string error(error_);
            const bool stricter = error.find("each key once") != std::string::npos ||
                                  error.find("no NUL") != std::string::npos;
            ASSERT_TRUE(stricter || !expected.is_object()) << text << "\n" << error;
            continue;
        }
        ASSERT_TRUE(expected.is_object()) << text;
        for (const auto& [key, value] : expected.items()) {
            if (!value.is_string()) continue;
            ASSERT_EQ(context->get(key), value.get<std::string>()) << text;
        }
    }
}

}  // namespace
}  // namespace slipway
