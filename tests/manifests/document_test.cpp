// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "manifests/diagnostic.h"
#include "tests/manifests/outline.h"
#include "tests/support/documents.h"

namespace slipway::testing {
namespace {

// Kinds and values, without places: what must be the same in both formats.
std::string shape(const Node& node) {
    std::string result;
    if (const auto* table = node.as<Table>()) {
        for (const Member& member : *table) result += member.key + "=" + shape(member.node) + ";";
        return "{" + result + "}";
    }
    if (const auto* array = node.as<Array>()) {
        for (const Node& element : *array) result += shape(element) + ",";
        return "[" + result + "]";
    }
    if (const auto* text = node.as<std::string>()) return "'" + *text + "'";
    if (const auto* number = node.as<std::int64_t>()) return std::to_string(*number);
    if (const auto* truth = node.as<bool>()) return *truth ? "true" : "false";
    return "?";
}

TEST(Document, IsTheSameTreeInBothFormats) {
    EXPECT_EQ(shape(toml("slipway = 1\n"
                         "[[integration]]\n"
                         "name = 'tools'\n"
                         "required = true\n"
                         "[integration.env]\n"
                         "PATH.prepend = ['a', 'b']\n"
                         "'A.set' = -1\n")),
              shape(json(R"({"slipway": 1,
                             "integration": [{"name": "tools", "required": true,
                               "env": {"PATH": {"prepend": ["a", "b"]}, "A.set": -1}}]})")));
}

TEST(Document, KnowsItsSource) {
    const Node root = toml("a = [1]\n");
    ASSERT_NE(find(*root.as<Table>(), "a"), nullptr);
    const Node& element = find(*root.as<Table>(), "a")->as<Array>()->front();
    EXPECT_EQ(element.location.source->path, "slipway.toml");
}

// What happens to files: parts are lost, doubled, moved, and bytes stand where they should not.
std::string damaged(std::string text, std::minstd_rand& random) {
    constexpr std::string_view kBytes = "[]{}=,:.\"'\\#\n\r\t -+_09aeTZ\x01\x7f\xc3\xa9\xe2";
    const auto upTo = [&](std::size_t most) { return random() % (most + 1); };
    for (std::size_t edits = upTo(3) + 1; edits > 0; --edits) {
        const std::size_t at = upTo(text.size());
        const std::size_t size = std::min(upTo(8), text.size() - at);
        switch (upTo(2)) {
            case 0:
                text.erase(at, size);
                break;
            case 1:
                text.insert(upTo(text.size()), text.substr(at, size));
                break;
            default:
                text.insert(at, 1, kBytes[upTo(kBytes.size() - 1)]);
        }
    }
    return text;
}

void expectSurvived(const std::string& text, Format format) {
    const std::string said = mistakeIn(text, format);
    EXPECT_FALSE(said.contains("cannot be read as")) << printable(text) << "\n" << said;
    EXPECT_TRUE(said == "right" || said.contains(": error: ")) << printable(text) << "\n" << said;
}

TEST(Document, IsATreeOrAMistakeWithAPlaceWhateverHappensToAText) {
    const std::string toml =
        "slipway = 1\n[[integration]]\nwhen = \"a \\u00e9\" # é\n[integration.env]\n"
        "PATH.prepend = ['''x''', { b.c = 1, d = [] }, 1.5e3]\n\"A.set\" = 2000-01-01 07:32:00Z\n";
    const std::string json =
        R"({"slipway": 1, "a": [true, null, -1.5e3, "\u00e9\ud83d\ude00é"], "b": {"c": {}}})";
    std::minstd_rand random(1);
    for (int i = 0; i < 5'000; ++i) {
        expectSurvived(damaged(toml, random), Format::kToml);
        expectSurvived(damaged(json, random), Format::kJson);
    }
}

TEST(Find, GivesTheMemberOfAKeyOrNull) {
    const Node root = json(R"({"a": 1, "b": 2})");
    ASSERT_NE(find(*root.as<Table>(), "b"), nullptr);
    EXPECT_EQ(*find(*root.as<Table>(), "b")->as<std::int64_t>(), 2);
    EXPECT_EQ(find(*root.as<Table>(), "c"), nullptr);
    EXPECT_EQ(find(*root.as<Table>(), "A"), nullptr);
}

TEST(KindName, NamesEveryKindOfValueForMessages) {
    const Node root = toml("a = 'x'\nb = 1\nc = true\nd = []\ne = {}\nf = 1.5\ng = 2024-01-01\n");
    std::vector<std::string> names;
    for (const Member& member : *root.as<Table>()) names.emplace_back(member.node.kindName());
    EXPECT_EQ(names, (std::vector<std::string>{"a string", "an integer", "a boolean", "a list",
                                               "a table", "a float", "a date"}));
    EXPECT_EQ(find(*json(R"({"a": null})").as<Table>(), "a")->kindName(), "null");
}

}  // namespace
}  // namespace slipway::testing
