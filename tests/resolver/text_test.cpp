// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace slipway {
namespace {

TEST(Text, EqualityIgnoresTheCaseOfAsciiLettersOnly) {
    EXPECT_TRUE(equals("Maya", "mAYA", Case::kIgnored));
    EXPECT_FALSE(equals("Maya", "maya", Case::kMatters));
    EXPECT_FALSE(equals("maya", "mayapy", Case::kIgnored));
    EXPECT_FALSE(equals("[", "{", Case::kIgnored));  // 0x5b and 0x7b differ as letters do
    EXPECT_FALSE(equals("\xc3\x84", "\xc3\xa4", Case::kIgnored));
}

TEST(Wildcard, WithoutAStarIsTheWholeText) {
    EXPECT_TRUE(matchesWildcard("maya", "maya", Case::kMatters));
    EXPECT_FALSE(matchesWildcard("maya", "may", Case::kMatters));
    EXPECT_FALSE(matchesWildcard("may", "maya", Case::kMatters));
    EXPECT_TRUE(matchesWildcard("", "", Case::kMatters));
    EXPECT_FALSE(matchesWildcard("maya", "", Case::kMatters));
}

TEST(Wildcard, AtTheEndIsAPrefixNeverASubstring) {
    EXPECT_TRUE(matchesWildcard("rv_2024", "rv*", Case::kMatters));
    EXPECT_TRUE(matchesWildcard("rv", "rv*", Case::kMatters));
    EXPECT_FALSE(matchesWildcard("marvelous_designer", "rv*", Case::kMatters));
}

TEST(Wildcard, AStarMatchesAnyRunAlsoNone) {
    EXPECT_TRUE(matchesWildcard("", "*", Case::kMatters));
    EXPECT_TRUE(matchesWildcard("abc", "***", Case::kMatters));
    EXPECT_TRUE(matchesWildcard("abcbc", "a*bc", Case::kMatters));
    EXPECT_TRUE(matchesWildcard("aXbXc", "a*b*c", Case::kMatters));
    EXPECT_FALSE(matchesWildcard("aXbX", "a*b*c", Case::kMatters));
    EXPECT_TRUE(matchesWildcard("a*c", "a*c", Case::kMatters));
}

TEST(Wildcard, ALaterTryMaySucceedWhereTheFirstDoesNot) {
    EXPECT_TRUE(matchesWildcard("aab", "*ab", Case::kMatters));
    EXPECT_TRUE(matchesWildcard("mississippi", "*issip*i", Case::kMatters));
    EXPECT_FALSE(matchesWildcard("mississippi", "*issim*", Case::kMatters));
}

TEST(Wildcard, IgnoresCaseWhereAsked) {
    EXPECT_TRUE(matchesWildcard("Maya_2024", "mAYA*", Case::kIgnored));
    EXPECT_FALSE(matchesWildcard("Maya_2024", "mAYA*", Case::kMatters));
}

TEST(Wildcard, ManyStarsDoNotExplode) {
    std::string pattern;
    for (int i = 0; i < 200; ++i) pattern += "a*";
    EXPECT_FALSE(matchesWildcard(std::string(5000, 'a'), pattern + "b", Case::kMatters));
}

std::vector<std::string> entries(std::string_view list, std::string_view separator) {
    std::vector<std::string> found;
    forEachEntry(list, separator, [&](std::string_view entry) { found.emplace_back(entry); });
    return found;
}

TEST(Entries, AreWhatStandsBetweenSeparatorsEmptyOnesToo) {
    EXPECT_EQ(entries("a:b", ":"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(entries(":a::b:", ":"), (std::vector<std::string>{"", "a", "", "b", ""}));
    EXPECT_EQ(entries("", ":"), (std::vector<std::string>{""}));
}

TEST(Entries, ArePartedByTheWholeSeparator) {
    EXPECT_EQ(entries("a, b,c", ", "), (std::vector<std::string>{"a", "b,c"}));
    EXPECT_EQ(entries("a:b", ""), (std::vector<std::string>{"a:b"}));
}

}  // namespace
}  // namespace slipway
