// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/paths.h"

#include <gtest/gtest.h>

#include <map>

namespace slipway {
namespace {

Variables variables(std::map<std::string, std::string, std::less<>> values) {
    return [values = std::move(values)](std::string_view name) -> std::optional<std::string> {
        const auto value = values.find(name);
        if (value == values.end()) return std::nullopt;
        return value->second;
    };
}

const Variables kUser = variables({{"HOME", "/home/ada"},
                                   {"USERPROFILE", R"(C:\Users\ada)"},
                                   {"STUDIO", "/mnt/studio"},
                                   {"ProgramFiles(x86)", R"(C:\Program Files (x86))"},
                                   {"EMPTY", ""}});

std::string expand(std::string_view text, const PlatformRules& rules = kLinuxRules) {
    return expandPath(text, rules, kUser);
}

TEST(ExpandPath, TheTildeIsTheHome) {
    EXPECT_EQ(expand("~"), "/home/ada");
    EXPECT_EQ(expand("~/plugins"), "/home/ada/plugins");
    EXPECT_EQ(expand("~\\plugins", kWindowsRules), R"(C:\Users\ada\plugins)");
}

TEST(ExpandPath, ATildeElsewhereIsATilde) {
    EXPECT_EQ(expand("~ada/plugins"), "~ada/plugins");
    EXPECT_EQ(expand("/a/~/b"), "/a/~/b");
    EXPECT_EQ(expand("~\\plugins"), "~\\plugins");
}

TEST(ExpandPath, VariablesAreReplacedWithAndWithoutBraces) {
    EXPECT_EQ(expand("$STUDIO/plugins"), "/mnt/studio/plugins");
    EXPECT_EQ(expand("/a/${STUDIO}_b"), "/a//mnt/studio_b");
    EXPECT_EQ(expand("a$STUDIO$STUDIO"), "a/mnt/studio/mnt/studio");
    EXPECT_EQ(expand("[$EMPTY]"), "[]");
}

TEST(ExpandPath, AnUnsetVariableStaysAsWritten) {
    EXPECT_EQ(expand("$NOT_SET/plugins"), "$NOT_SET/plugins");
    EXPECT_EQ(expand("${NOT_SET}/plugins"), "${NOT_SET}/plugins");
    EXPECT_EQ(expand("%NOT_SET%/plugins", kWindowsRules), "%NOT_SET%/plugins");
    EXPECT_EQ(expandPath("~/x", kLinuxRules, variables({})), "~/x");
}

TEST(ExpandPath, WhatIsNoReferenceStaysAsWritten) {
    for (const char* text :
         {"$", "/a$", "$/a", "${", "${}", "${STUDIO", "$1", "${STUDIO:-x}", "%", "%%", "%STUDIO"}) {
        EXPECT_EQ(expand(text, kWindowsRules), text);
    }
    EXPECT_EQ(expand(R"(\\filesrv\plugins$\maya)", kWindowsRules), R"(\\filesrv\plugins$\maya)");
}

TEST(ExpandPath, PercentSignsAreForWindowsOnly) {
    EXPECT_EQ(expand(R"(%ProgramFiles(x86)%\Slipway)", kWindowsRules),
              R"(C:\Program Files (x86)\Slipway)");
    EXPECT_EQ(expand("%STUDIO%/plugins", kLinuxRules), "%STUDIO%/plugins");
    EXPECT_EQ(expand("$STUDIO/plugins", kWindowsRules), "/mnt/studio/plugins");
}

TEST(ExpandPath, AValueIsNotExpandedAgain) {
    EXPECT_EQ(expandPath("$A", kLinuxRules, variables({{"A", "$B"}, {"B", "x"}})), "$B");
}

TEST(TidyPath, HasNoDoubledAndTrailingSeparatorsAndNoDots) {
    EXPECT_EQ(tidyPath("/a//b/./c/", kLinuxRules), "/a/b/c");
    EXPECT_EQ(tidyPath("//a", kLinuxRules), "/a");
    EXPECT_EQ(tidyPath("/", kLinuxRules), "/");
    EXPECT_EQ(tidyPath("/./", kLinuxRules), "/");
    EXPECT_EQ(tidyPath(R"(C:\a\\b/)", kWindowsRules), R"(C:\a\b)");
    EXPECT_EQ(tidyPath(R"(C:\)", kWindowsRules), R"(C:\)");
}

TEST(TidyPath, KeepsParentsSinceLinksMayLieBefore) {
    EXPECT_EQ(tidyPath("/a/../b", kLinuxRules), "/a/../b");
}

TEST(TidyPath, KeepsTheServerOfAUncPath) {
    EXPECT_EQ(tidyPath(R"(\\filesrv\\nas\)", kWindowsRules), R"(\\filesrv\nas)");
    EXPECT_EQ(tidyPath("//filesrv/nas", kWindowsRules), "//filesrv/nas");
}

TEST(JoinPath, PutsOneSeparatorBetween) {
    EXPECT_EQ(joinPath("/a", "b", kLinuxRules), "/a/b");
    EXPECT_EQ(joinPath("/", "b", kLinuxRules), "/b");
    EXPECT_EQ(joinPath(R"(C:\)", "b", kWindowsRules), R"(C:\b)");
    EXPECT_EQ(joinPath(R"(\\srv\a)", "b", kWindowsRules), R"(\\srv\a\b)");
}

TEST(HomeFolder, IsAbsentWhereTheVariableIsUnsetOrEmpty) {
    EXPECT_EQ(homeFolder(kLinuxRules, variables({})), std::nullopt);
    EXPECT_EQ(homeFolder(kLinuxRules, variables({{"HOME", ""}})), std::nullopt);
    EXPECT_EQ(homeFolder(kLinuxRules, kUser), "/home/ada");
    EXPECT_EQ(homeFolder(kWindowsRules, kUser), R"(C:\Users\ada)");
}

}  // namespace
}  // namespace slipway
