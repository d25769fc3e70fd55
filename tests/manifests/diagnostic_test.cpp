// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/diagnostic.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace slipway::testing {
namespace {

Diagnostic errorIn(std::string text, std::uint32_t line, std::uint32_t column) {
    auto source = std::make_shared<Source>();
    source->path = "/studio/tools/slipway.toml";
    source->text = std::move(text);
    return {Severity::kError, "syntax", "'x' is wrong", "write 'y'", {source, line, column}, true};
}

// What stands beneath the first line.
std::string shown(std::string text, std::uint32_t line, std::uint32_t column) {
    const std::string all = withSourceLine(errorIn(std::move(text), line, column), false);
    const std::size_t end = all.find('\n');
    return end == std::string::npos ? "" : all.substr(end + 1);
}

TEST(OneLine, NamesPlaceSeverityMessageAndHint) {
    EXPECT_EQ(oneLine(errorIn("a = x\n", 1, 5)),
              "/studio/tools/slipway.toml:1:5: error: 'x' is wrong; write 'y'");
}

TEST(OneLine, LeavesOutWhatIsNotKnown) {
    Diagnostic diagnostic = errorIn("", 0, 0);
    diagnostic.hint.clear();
    EXPECT_EQ(oneLine(diagnostic), "/studio/tools/slipway.toml: error: 'x' is wrong");
    diagnostic.location = {};
    diagnostic.severity = Severity::kWarning;
    EXPECT_EQ(oneLine(diagnostic), "warning: 'x' is wrong");
}

TEST(OneLine, IsOneLineWhateverIsInIt) {
    Diagnostic diagnostic = errorIn("", 1, 1);
    diagnostic.message = "a\nb\x1b[31m";
    diagnostic.hint = "c\r\n";
    EXPECT_EQ(oneLine(diagnostic),
              "/studio/tools/slipway.toml:1:1: error: a\\nb\\x1b[31m; c\\r\\n");
}

TEST(WithSourceLine, ShowsTheLineAndACaret) {
    EXPECT_EQ(withSourceLine(errorIn("one\nname = x\nthree\n", 2, 8), false),
              "/studio/tools/slipway.toml:2:8: error: 'x' is wrong; write 'y'\n"
              "    name = x\n"
              "           ^");
}

TEST(WithSourceLine, ColoursPlaceSeverityAndCaretWhereAsked) {
    EXPECT_EQ(withSourceLine(errorIn("a = x\n", 1, 5), true),
              "\x1b[1m/studio/tools/slipway.toml:1:5:\x1b[0m \x1b[1;31merror:\x1b[0m 'x' is wrong; "
              "write 'y'\n"
              "    a = x\n"
              "        \x1b[1;32m^\x1b[0m");
}

TEST(WithSourceLine, ShowsNoLineOfAFileAsAWhole) {
    EXPECT_EQ(withSourceLine(errorIn("a = x\n", 0, 0), false),
              "/studio/tools/slipway.toml: error: 'x' is wrong; write 'y'");
}

TEST(WithSourceLine, KeepsTabsBeforeTheCaret) {
    EXPECT_EQ(shown("\t\ta\tx\n", 1, 5), "    \t\ta\tx\n    \t\t \t^");
}

TEST(WithSourceLine, CountsCodePointsAndLeavesRoomForWideLetters) {
    EXPECT_EQ(shown("é = x\n", 1, 5), "    é = x\n        ^");
    EXPECT_EQ(shown("日本 = x\n", 1, 6), "    日本 = x\n           ^");
    EXPECT_EQ(shown("e\u0301 = x\n", 1, 6), "    e\u0301 = x\n        ^");
}

TEST(WithSourceLine, EscapesWhatATerminalWouldObey) {
    EXPECT_EQ(shown("\x1b[2J = x\n", 1, 8), "    \\x1b[2J = x\n              ^");
    EXPECT_EQ(shown("\xFF = x\n", 1, 5), "    \\xff = x\n           ^");
}

TEST(WithSourceLine, ShowsNeitherLineEndNorByteOrderMark) {
    EXPECT_EQ(shown("a = x\r\nb\r\n", 1, 5), "    a = x\n        ^");
    EXPECT_EQ(shown("\xEF\xBB\xBF"
                    "a = x\n",
                    1, 5),
              "    a = x\n        ^");
}

TEST(WithSourceLine, PutsTheCaretBehindALineThatEndsTooEarly) {
    EXPECT_EQ(shown("a = \n", 1, 5), "    a = \n        ^");
    EXPECT_EQ(shown("", 1, 1), "    \n    ^");
    EXPECT_EQ(shown("a", 7, 3), "    \n    ^");
}

TEST(WithSourceLine, CutsAVeryLongLineAroundTheCaret) {
    const std::string line = std::string(500, 'a') + "x" + std::string(500, 'b');
    EXPECT_EQ(shown(line, 1, 501), "    …" + std::string(60, 'a') + "x" + std::string(38, 'b') +
                                       "…\n" + std::string(4 + 1 + 60, ' ') + "^");
    EXPECT_EQ(shown(line, 1, 3), "    " + std::string(100, 'a') + "…\n      ^");
    EXPECT_EQ(shown(line, 1, 1001),
              "    …" + std::string(60, 'b') + "b\n" + std::string(4 + 1 + 60, ' ') + "^");
}

TEST(Printable, EscapesControlCharactersAndBytesThatAreNotUtf8) {
    EXPECT_EQ(printable("a\tb\nc\rd"), "a\\tb\\nc\\rd");
    EXPECT_EQ(printable(std::string("\0\x1b\x7f", 3)), "\\x00\\x1b\\x7f");
    EXPECT_EQ(printable("é日😀"), "é日😀");
    EXPECT_EQ(printable("\xC3\xED\xA0\x80\xC0\xAF"), "\\xc3\\xed\\xa0\\x80\\xc0\\xaf");
}

TEST(Printable, LeavesBackslashesAsTheyAre) {
    EXPECT_EQ(printable("C:\\new"), "C:\\new");
}

TEST(Printable, EscapesWhatTurnsOrBreaksALineUnseen) {
    EXPECT_EQ(printable("\u202Egnp.exe\u2028\u0085"), "\\u202egnp.exe\\u2028\\u0085");
}

TEST(Nearest, FindsTheNameThatWasProbablyMeant) {
    const std::vector<std::string_view> keys{"name",     "priority", "when",
                                             "requires", "required", "arguments",
                                             "env",      "case",     "working_directory"};
    EXPECT_EQ(nearest("prioritty", keys), "priority");
    EXPECT_EQ(nearest("Priority", keys), "priority");
    EXPECT_EQ(nearest("argument", keys), "arguments");
    EXPECT_EQ(nearest("nmae", keys), "name");
    EXPECT_EQ(nearest("evn", keys), "env");
    EXPECT_EQ(nearest("requred", keys), "required");
    EXPECT_EQ(nearest("working-directory", keys), "working_directory");
}

TEST(Nearest, KnowsANameByItsBeginning) {
    EXPECT_EQ(nearest("args", {"arguments", "application"}), "");
    EXPECT_EQ(nearest("app", {"arguments", "application"}), "application");
}

TEST(Nearest, FindsNothingWhereNothingIsNear) {
    EXPECT_EQ(nearest("colour", {"name", "priority", "when"}), "");
    EXPECT_EQ(nearest("x", {"a", "b"}), "");
    EXPECT_EQ(nearest("", {"a", "bc"}), "");
    EXPECT_EQ(nearest("name", {}), "");
    EXPECT_EQ(nearest(std::string(1 << 20, 'a'), {"name"}), "");
}

TEST(Diagnostics, KeepsTheOrderOfFindingAndKnowsWhetherAnErrorIsAmongThem) {
    Diagnostics diagnostics;
    diagnostics.warning("unknown-key", {}, "first", "hint");
    EXPECT_FALSE(diagnostics.hasErrors());
    diagnostics.error("schema", {}, "second");
    EXPECT_TRUE(diagnostics.hasErrors());
    ASSERT_EQ(diagnostics.list().size(), 2u);
    EXPECT_EQ(diagnostics.list()[0].code, "unknown-key");
    EXPECT_EQ(diagnostics.list()[0].severity, Severity::kWarning);
    EXPECT_EQ(diagnostics.list()[1].message, "second");
}

}  // namespace
}  // namespace slipway::testing
