// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/frames.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<int> framesOf(std::string_view list) {
    return Frames::parse(list, 1).value().all();
}

std::string mistakeIn(std::string_view list) {
    const auto frames = Frames::parse(list, 1);
    return frames ? "none" : frames.error();
}

TEST(Frames, AreNumbersAndRangesWithAStep) {
    EXPECT_THAT(framesOf("7"), ElementsAre(7));
    EXPECT_THAT(framesOf("1-4"), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(framesOf("1-10x4"), ElementsAre(1, 5, 9));
    EXPECT_THAT(framesOf("1,5, 9-12"), ElementsAre(1, 5, 9, 10, 11, 12));
}

TEST(Frames, MayBeNegative) {
    EXPECT_THAT(framesOf("-3"), ElementsAre(-3));
    EXPECT_THAT(framesOf("-3--1"), ElementsAre(-3, -2, -1));
    EXPECT_THAT(framesOf("-2-2x2"), ElementsAre(-2, 0, 2));
}

TEST(Frames, NamedTwiceAreRenderedOnce) {
    EXPECT_THAT(framesOf("3,1-4"), ElementsAre(3, 1, 2, 4));
}

TEST(Frames, ThatAreNoneAreMistakes) {
    for (const char* list : {"", "a", "1-", "1-2x", "1-2x0", "1-2x-1", "1..4", "1,,2", "1-4 x2",
                             "99999999999", "1-2-3", "+1"}) {
        EXPECT_NE(mistakeIn(list), "none") << list;
    }
    EXPECT_EQ(mistakeIn("10-1"), "'10-1' runs backwards; write '1-10'");
    EXPECT_THAT(mistakeIn("1-100000000"), HasSubstr("a million"));
    EXPECT_THAT(mistakeIn("1-1000000000"), HasSubstr("has a number beyond 100000000"));
    EXPECT_THAT(mistakeIn("1-2-3"), HasSubstr("is no frame and no range"));
}

TEST(Frames, AreSharedOutInChunks) {
    const Frames frames = Frames::parse("1-10", 4).value();
    EXPECT_EQ(frames.taskCount(), 3U);
    EXPECT_THAT(frames.ofTask(0), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(frames.ofTask(2), ElementsAre(9, 10));
    EXPECT_FALSE(frames.hasGaps());
    EXPECT_TRUE(Frames::parse("1-10x2", 4).value().hasGaps());
}

TEST(FramePlaceholders, StandForATasksFrames) {
    EXPECT_EQ(withFrames("-f {frame}", {7}), "-f 7");
    EXPECT_EQ(withFrames("-f {frame} {first}..{last}", {1, 3, 5}), "-f 1,3,5 1..5");
}

TEST(FramePlaceholders, AreNotFoundInDoubledBraces) {
    EXPECT_EQ(withFrames("{{frame}} {frames} {paths.x}", {1}), "{{frame}} {frames} {paths.x}");
}

}  // namespace
}  // namespace slipway
