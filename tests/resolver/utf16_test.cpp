// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/utf16.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace slipway {
namespace {

TEST(Utf16, IsTheSameTextInOtherUnits) {
    Arena arena;
    EXPECT_EQ(toUtf16("aä€\U0001f680", arena), u"aä€\U0001f680");
    EXPECT_EQ(fromUtf16(u"aä€\U0001f680", arena), "aä€\U0001f680");
    EXPECT_EQ(utf16Length("aä€\U0001f680"), 5u);
    EXPECT_EQ(toUtf16("", arena), u"");
}

TEST(Utf16, IsFollowedByANul) {
    Arena arena;
    EXPECT_EQ(toUtf16("ab", arena).data()[2], u'\0');
    EXPECT_EQ(fromUtf16(u"ab", arena).data()[2], '\0');
}

TEST(Utf16, KeepsHalvesOfPairsThatStandAlone) {
    Arena arena;
    const std::u16string odd{u'a', char16_t{0xd800}, u'b', char16_t{0xdc00}, char16_t{0xd83d}};
    EXPECT_EQ(toUtf16(fromUtf16(odd, arena), arena), odd);
}

TEST(Utf16, ComesBackWhateverItIs) {
    std::mt19937 random(1);
    for (int i = 0; i < 500; ++i) {
        Arena arena;
        std::u16string text;
        for (std::size_t size = random() % 16; size != 0; --size) {
            text +=
                static_cast<char16_t>(random() % 2 == 0 ? 0xd700 + random() % 0x1000 : random());
        }
        EXPECT_EQ(toUtf16(fromUtf16(text, arena), arena), text);
    }
}

TEST(Utf16, ReplacesBytesThatAreNoCharacter) {
    Arena arena;
    EXPECT_EQ(toUtf16("a\xff"
                      "b\xc3",
                      arena),
              u"a\ufffdb\ufffd");
    EXPECT_EQ(toUtf16("\xc0\x80", arena), u"\ufffd\ufffd");  // not the shortest form of NUL
}

}  // namespace
}  // namespace slipway
