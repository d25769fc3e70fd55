// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/shell_format.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace slipway {
namespace {

// What a real shell writes that was given this script.
std::string sh(const std::string& script) {
    const test::Ended ended =
        test::run({.executable = "/bin/sh", .arguments = {"sh", "-c", script}, .environment = {}});
    EXPECT_EQ(ended.code, 0) << ended;
    return ended.output;
}

std::string allBytesButNul() {
    std::string bytes;
    for (int c = 1; c < 256; ++c) bytes += static_cast<char>(c);
    return bytes;
}

TEST(QuoteForSh, GivesAShellExactlyTheSameBytes) {
    for (const std::string& text :
         {std::string("plain"), std::string(), std::string("two words"), std::string("it's"),
          std::string("''"), std::string("$HOME `id` \\ \"x\" !"), std::string("line\nbreak\n"),
          std::string("~"), std::string("-n"), std::string("#"), std::string("*"),
          std::string("a=b"), std::string("\xff\xfe"), allBytesButNul()}) {
        EXPECT_EQ(sh("printf %s " + quoteForSh(text)), text);
    }
}

TEST(QuoteForSh, LeavesPlainTextAsItIs) {
    EXPECT_EQ(quoteForSh("/usr/bin/blender"), "/usr/bin/blender");
    EXPECT_EQ(quoteForSh("--python-expr"), "--python-expr");
    EXPECT_EQ(quoteForSh("two words"), "'two words'");
    EXPECT_EQ(quoteForSh(""), "''");
    EXPECT_EQ(quoteForSh("it's"), "'it'\\''s'");
}

TEST(FormatForSh, ExportsValuesOfAnyBytes) {
    const std::string value = allBytesButNul();
    const VariableChange changes[] = {{"ANY", std::nullopt, value}};
    EXPECT_EQ(sh(formatForSh({changes}) + "sh -c 'printf %s \"$ANY\"'"), value);
}

TEST(FormatForSh, TellsUnsetFromEmpty) {
    const VariableChange changes[] = {{"EMPTY", std::nullopt, ""}, {"GONE", "x", std::nullopt}};
    EXPECT_EQ(
        sh("GONE=here; " + formatForSh({changes}) + "printf %s \"${EMPTY-unset} ${GONE-unset}\""),
        " unset");
}

TEST(FormatForSh, LeavesOutWhatAShellCannotName) {
    const VariableChange changes[] = {{"ProgramFiles(x86)", std::nullopt, "x"},
                                      {"GOOD", std::nullopt, "y"},
                                      {"BASH_FUNC_module%%", "z", std::nullopt}};
    EXPECT_EQ(formatForSh({changes}), "export GOOD=y\n");
}

TEST(ShellName, IsOfLettersDigitsAndUnderscoresAndBeginsWithNoDigit) {
    EXPECT_TRUE(isShellName("PATH"));
    EXPECT_TRUE(isShellName("_x1"));
    EXPECT_FALSE(isShellName("1x"));
    EXPECT_FALSE(isShellName("a.b"));
    EXPECT_FALSE(isShellName("a b"));
    EXPECT_FALSE(isShellName(""));
}

}  // namespace
}  // namespace slipway
