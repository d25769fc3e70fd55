// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_environment.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace slipway {
namespace {

// The block with its NULs shown as '|'.
std::u16string block(const std::vector<const char*>& entries) {
    Arena arena;
    std::u16string text(environmentBlock(entries, arena));
    for (char16_t& unit : text) unit = unit == u'\0' ? u'|' : unit;
    return text;
}

TEST(EnvironmentBlock, IsSortedByNameWithoutCase) {
    EXPECT_EQ(block({"b=1", "A_=2", "a=3", "C=4"}), u"a=3|A_=2|b=1|C=4||");
}

TEST(EnvironmentBlock, SortsByTheUpperCaseOfLetters) {
    EXPECT_EQ(block({"a_=1", "aB=2"}), u"aB=2|a_=1||");  // '_' stands between Z and a
}

TEST(EnvironmentBlock, HasANameOnceAsItStandsFirst) {
    EXPECT_EQ(block({"Path=x", "PATH=y"}), u"Path=x||");
    EXPECT_EQ(block({"PATH=y", "Path=x"}), u"PATH=y||");
}

TEST(EnvironmentBlock, KeepsTheWorkingFoldersOfDrives) {
    EXPECT_EQ(block({"a=1", "=D:=D:\\y", "=C:=C:\\x"}), u"=C:=C:\\x|=D:=D:\\y|a=1||");
}

TEST(EnvironmentBlock, OfNothingIsTwoNuls) {
    EXPECT_EQ(block({}), u"||");
}

}  // namespace
}  // namespace slipway
