// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Against the shells' rules. Those of POSIX evaluate it in shell_format_posix_test.cpp, cmd.exe in
// tests/windows/command_line_test.cpp; PowerShell is not there.

#include "cli/shell_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "manifests/wording.h"

namespace slipway {
namespace {

using testing::HasSubstr;

TEST(EvaluatedByFish, EmptyEntriesOfItsOwnListsAreToldOf) {
    const std::vector<VariableChange> changes = {{"PATH", std::nullopt, "/a::/b"}};
    const ShellScript script = scriptFor(*shellFormatNamed("fish"), {changes});
    ASSERT_EQ(script.remarks.size(), 1u);
    EXPECT_THAT(std::string(script.remarks[0].text), HasSubstr("'.'"));
}

TEST(QuoteForSh, LeavesPlainTextAsItIs) {
    EXPECT_EQ(quoteForSh("/usr/bin/blender"), "/usr/bin/blender");
    EXPECT_EQ(quoteForSh("--python-expr"), "--python-expr");
    EXPECT_EQ(quoteForSh("two words"), "'two words'");
    EXPECT_EQ(quoteForSh(""), "''");
    EXPECT_EQ(quoteForSh("it's"), "'it'\\''s'");
}

ShellCommand commandOf(std::string_view format, std::string_view name, Value value) {
    return shellFormatNamed(format)->command({name, std::nullopt, value});
}

TEST(PowerShell, DoublesWhatItTakesForAQuote) {
    EXPECT_EQ(commandOf("powershell", "A", "it's $x `t %y%").text, "$env:A = 'it''s $x `t %y%'");
    EXPECT_EQ(commandOf("powershell", "A", "\u2018a\u2019 \u201Ab\u201B").text,
              "$env:A = '\u2018\u2018a\u2019\u2019 \u201A\u201Ab\u201B\u201B'");
    EXPECT_EQ(commandOf("powershell", "A", "\u201Cc\u201D\n").text, "$env:A = '\u201Cc\u201D\n'");
}

TEST(PowerShell, HasBracesAroundNamesThatAreNotPlain) {
    EXPECT_EQ(commandOf("powershell", "ProgramFiles(x86)", "x").text,
              "${env:ProgramFiles(x86)} = 'x'");
    EXPECT_EQ(commandOf("powershell", "a{b}`c", "x").text, "${env:a`{b`}``c} = 'x'");
    EXPECT_EQ(commandOf("powershell", "it's", std::nullopt).text,
              "Remove-Item -LiteralPath 'Env:it''s' -ErrorAction Ignore");
    EXPECT_EQ(commandOf("powershell", "A[1]", "x").text, "");
}

TEST(PowerShell, LeavesOutWhatIsNoUnicode) {
    const ShellCommand command = commandOf("powershell", "A", "\xff");
    EXPECT_EQ(command.text, "");
    EXPECT_THAT(std::string(command.remark), HasSubstr("not UTF-8"));
}

TEST(Cmd, TakesAllUpToTheLastQuoteAsItIs) {
    EXPECT_EQ(commandOf("cmd", "A", "100% & \"x\" ^ !").text, "set \"A=100% & \"x\" ^ !\"");
    EXPECT_EQ(commandOf("cmd", "A", " x ").text, "set \"A= x \"");
    EXPECT_EQ(commandOf("cmd", "ProgramFiles(x86)", "x").text, "set \"ProgramFiles(x86)=x\"");
    EXPECT_EQ(commandOf("cmd", "A", std::nullopt).text, "set \"A=\"");
    EXPECT_EQ(commandOf("cmd", "A", std::nullopt).remark, "");
}

TEST(Cmd, SaysWhatItCannotHold) {
    EXPECT_EQ(commandOf("cmd", "A", "two\nlines").text, "");
    EXPECT_THAT(std::string(commandOf("cmd", "A", "two\nlines").remark), HasSubstr("line's end"));
    EXPECT_EQ(commandOf("cmd", "A", std::string(9000, 'x')).text, "");
    EXPECT_EQ(commandOf("cmd", "A", "").text, "set \"A=\"");
    EXPECT_THAT(std::string(commandOf("cmd", "A", "").remark), HasSubstr("no empty values"));
}

TEST(ShellFormats, EachTellHowTheyAreEvaluated) {
    for (const ShellFormat& format : shellFormats()) {
        EXPECT_THAT(std::string(format.use), HasSubstr("COMMAND"));
    }
    EXPECT_EQ(shellFormatNamed("yaml"), nullptr);
}

TEST(PlainName, IsOfLettersDigitsAndUnderscoresAndBeginsWithNoDigit) {
    EXPECT_TRUE(isPlainName("PATH"));
    EXPECT_TRUE(isPlainName("_x1"));
    EXPECT_FALSE(isPlainName("1x"));
    EXPECT_FALSE(isPlainName("a.b"));
    EXPECT_FALSE(isPlainName("a b"));
    EXPECT_FALSE(isPlainName(""));
}

}  // namespace
}  // namespace slipway
