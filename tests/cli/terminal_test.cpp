// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/terminal.h"

#include <gtest/gtest.h>

namespace slipway {
namespace {

constexpr Screen kPlain{.width = 40, .colour = false};
constexpr Screen kColoured{.width = 40, .colour = true};

TEST(DisplayWidth, CountsColumnsNotBytes) {
    EXPECT_EQ(displayWidth("plain"), 5U);
    EXPECT_EQ(displayWidth("Größe"), 5U);
    EXPECT_EQ(displayWidth("日本"), 4U);
    EXPECT_EQ(displayWidth("e\u0301"), 1U);
    EXPECT_EQ(displayWidth(""), 0U);
}

TEST(Line, IsNoWiderForItsColours) {
    Line line(kColoured);
    line.add("ab", Style::kRed).padTo(4).add("c");
    EXPECT_EQ(line.text(), "\x1b[31mab\x1b[0m  c");
    EXPECT_EQ(line.width(), 5U);
}

TEST(Line, HasNoColoursWhereNoneAreWanted) {
    EXPECT_EQ(Line(kPlain).add("ab", Style::kRed).text(), "ab");
}

TEST(Wrapped, BreaksBetweenWordsAndNeverWithinOne) {
    const std::vector<std::string> expected{"aa bb", "cccccccc", "d"};
    EXPECT_EQ(wrapped("aa bb  cccccccc d", 6), expected);
    EXPECT_TRUE(wrapped("", 6).empty());
}

NotedLines noted(const std::string& line, const std::string& note) {
    return {{Line(kPlain).add(line)}, Line(kPlain).add(note), 4};
}

TEST(WithNotes, PutsThemInOneColumnBesideTheLines) {
    EXPECT_EQ(withNotes({noted("short", "note 1"), noted("somewhat longer", ""),
                         noted("a longer line", "2")},
                        kPlain, WithoutColumn::kBehind),
              "short          note 1\n"
              "somewhat longer\n"
              "a longer line  2\n");
}

TEST(WithNotes, PutsOneThatDoesNotFitBelowItsLine) {
    EXPECT_EQ(withNotes({noted("short enough", "one"),
                         noted("this line is as long as the whole screen", "two"),
                         noted("short", "three")},
                        kPlain, WithoutColumn::kBelow),
              "short enough  one\n"
              "this line is as long as the whole screen\n"
              "              two\n"
              "short         three\n");
}

TEST(WithNotes, MakesNoColumnWhereFewHaveRoomInIt) {
    NotedLines two = noted("this line is as long as the whole screen", "one");
    two.lines.push_back(Line(kPlain).add("second"));
    const std::vector<NotedLines> blocks{two, noted("short enough", "two")};
    EXPECT_EQ(withNotes(blocks, kPlain, WithoutColumn::kBehind),
              "this line is as long as the whole screen\n"
              "second\n"
              "    one\n"
              "short enough  two\n");
    EXPECT_EQ(withNotes(blocks, kPlain, WithoutColumn::kBelow),
              "this line is as long as the whole screen\n"
              "second\n"
              "    one\n"
              "short enough\n"
              "    two\n");
}

TEST(Table, AlignsItsColumns) {
    const std::vector<Row> rows{{{"a"}, {"日本"}, {"x"}}, {{"bbb"}, {""}, {"y"}}, {{"c"}, {"d"}}};
    EXPECT_EQ(formatTable(rows, 2, kPlain),
              "  a    日本  x\n"
              "  bbb        y\n"
              "  c    d\n");
}

TEST(Table, IsNotMovedOutOfSightByACellThatNoScreenHasRoomFor) {
    const std::string endless(kPlain.width + 1, 'n');
    const std::vector<Row> rows = {
        {{"short"}, {"in order"}}, {{endless}, {"gone"}}, {{}, {"mend"}}};
    EXPECT_EQ(formatTable(rows, 0, kPlain),
              "short  in order\n" + endless + "  gone\n       mend\n");
}

TEST(Counted, KnowsOneFromMany) {
    EXPECT_EQ(counted(0, "error"), "0 errors");
    EXPECT_EQ(counted(1, "error"), "1 error");
    EXPECT_EQ(counted(2, "error"), "2 errors");
}

}  // namespace
}  // namespace slipway
