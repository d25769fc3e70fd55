// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>

#include "manifests/diagnostic.h"
#include "tests/manifests/outline.h"

namespace slipway::testing {
namespace {

using namespace std::string_literals;

std::string read(std::string text) {
    return outlineOf(std::move(text), Format::kToml);
}

std::string mistake(std::string text) {
    return mistakeIn(std::move(text), Format::kToml);
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

TEST(TomlReader, KnowsWhereEveryKeyAndValueIsWritten) {
    EXPECT_EQ(read("slipway = 1\n"
                   "\n"
                   "[[integration]]\n"
                   "  name = 'x'\n"
                   "  requires = [\n"
                   "    \"a\", true ]\n"),
              "1:1 slipway = 1:11 1\n"
              "3:3 integration = 3:1 a list\n"
              "  - 3:1 a table\n"
              "    4:3 name = 4:10 \"x\"\n"
              "    5:3 requires = 5:14 a list\n"
              "      - 6:5 \"a\"\n"
              "      - 6:10 true\n");
}

TEST(TomlReader, KeepsTheOrderOfWriting) {
    EXPECT_EQ(read("z.set = 1\na = 2\nm = { y = 1, b = 2 }\n[k]\n[c]\n"),
              "1:1 z = 1:1 a table\n"
              "  1:3 set = 1:9 1\n"
              "2:1 a = 2:5 2\n"
              "3:1 m = 3:5 a table\n"
              "  3:7 y = 3:11 1\n"
              "  3:14 b = 3:18 2\n"
              "4:2 k = 4:1 a table\n"
              "5:2 c = 5:1 a table\n");
}

TEST(TomlReader, PutsATableThatIsOpenedAgainWhereItWasFirstNamed) {
    EXPECT_EQ(read("[b.inner]\nx = 1\n[a]\ny = 2\n[b]\nz = 3\n"),
              "1:2 b = 5:1 a table\n"
              "  1:4 inner = 1:1 a table\n"
              "    2:1 x = 2:5 1\n"
              "  6:1 z = 6:5 3\n"
              "3:2 a = 3:1 a table\n"
              "  4:1 y = 4:5 2\n");
}

TEST(TomlReader, GathersDottedKeysInTheOrderOfTheirFirstParts) {
    EXPECT_EQ(read("PATH.prepend = 'a'\nHOME.set = 'b'\nPATH.append = 'c'\n"),
              "1:1 PATH = 1:1 a table\n"
              "  1:6 prepend = 1:16 \"a\"\n"
              "  3:6 append = 3:15 \"c\"\n"
              "2:1 HOME = 2:1 a table\n"
              "  2:6 set = 2:12 \"b\"\n");
}

TEST(TomlReader, AddsToTheLastTableOfAList) {
    EXPECT_EQ(read("[[i]]\n[i.env]\na = 1\n[[i]]\n[[i.case]]\n[i.case.env]\nb = 2\n"),
              "1:3 i = 1:1 a list\n"
              "  - 1:1 a table\n"
              "    2:4 env = 2:1 a table\n"
              "      3:1 a = 3:5 1\n"
              "  - 4:1 a table\n"
              "    5:5 case = 5:1 a list\n"
              "      - 5:1 a table\n"
              "        6:9 env = 6:1 a table\n"
              "          7:1 b = 7:5 2\n");
}

TEST(TomlReader, TakesAQuotedKeyAsOneName) {
    EXPECT_EQ(read("\"A.set\" = 1\n'B C'.\"\" = 2\n\"\\u00e9\" = 3\n"),
              "1:1 A.set = 1:11 1\n"
              "2:1 B C = 2:1 a table\n"
              "  2:7  = 2:12 2\n"
              "3:1 é = 3:12 3\n");
}

TEST(TomlReader, ReadsStringsOfAllFourKinds) {
    EXPECT_EQ(read("a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\"\n"
                   "b = 'C:\\maya'\n"
                   "c = \"\"\"\nx\\\n   é\\\n  y\n\"\"\"\"\"\n"
                   "d = '''\nq''q'''\n"
                   "e = ''\n"),
              "1:1 a = 1:5 \"\\x08\\t\\n\\x0c\\r\"\\é😀\"\n"
              "2:1 b = 2:5 \"C:\\maya\"\n"
              "3:1 c = 3:5 \"xéy\\n\"\"\"\n"
              "8:1 d = 8:5 \"q''q\"\n"
              "10:1 e = 10:5 \"\"\n");
}

TEST(TomlReader, ReadsIntegersInEveryBase) {
    EXPECT_EQ(read("a = 9_223_372_036_854_775_807\nb = -9223372036854775808\nc = 0xfF\nd = 0o17\n"
                   "e = 0b1_0\nf = +0\n"),
              "1:1 a = 1:5 9223372036854775807\n"
              "2:1 b = 2:5 -9223372036854775808\n"
              "3:1 c = 3:5 255\n"
              "4:1 d = 4:5 15\n"
              "5:1 e = 5:5 2\n"
              "6:1 f = 6:5 0\n");
}

TEST(TomlReader, KeepsAsWrittenWhatNoManifestMayHold) {
    EXPECT_EQ(
        read("a = 24.10\nb = [6.02_2e+23 ,-inf]\nc = 1979-05-27\nd = 07:32:00.5\n"
             "e = 1979-05-27 07:32:00Z # at night\nf = \"é\" # \"é\"\ng = { h = \"é\", i = nan }"),
        "1:1 a = 1:5 a float 24.10\n"
        "2:1 b = 2:5 a list\n"
        "  - 2:6 a float 6.02_2e+23\n"
        "  - 2:18 a float -inf\n"
        "3:1 c = 3:5 a date 1979-05-27\n"
        "4:1 d = 4:5 a time 07:32:00.5\n"
        "5:1 e = 5:5 a date 1979-05-27 07:32:00Z\n"
        "6:1 f = 6:5 \"é\"\n"
        "7:1 g = 7:5 a table\n"
        "  7:7 h = 7:11 \"é\"\n"
        "  7:16 i = 7:20 a float nan\n");
}

TEST(TomlReader, CountsColumnsInCodePoints) {
    EXPECT_EQ(read("a = [\"日本\", \"😀\", 1]\n"),
              "1:1 a = 1:5 a list\n"
              "  - 1:6 \"日本\"\n"
              "  - 1:12 \"😀\"\n"
              "  - 1:17 1\n");
}

TEST(TomlReader, ReadsLineEndsOfWindows) {
    EXPECT_EQ(read("# one\r\na = 1\r\n\r\n[b]\r\nc = \"\"\"x\r\ny\"\"\"\r\n"),
              "2:1 a = 2:5 1\n4:2 b = 4:1 a table\n  5:1 c = 5:5 \"x\\ny\"\n");
}

TEST(TomlReader, PassesOverAByteOrderMark) {
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a = 1.5\n"),
              "1:1 a = 1:5 a float 1.5\n");
    EXPECT_EQ(mistake("\xEF\xBB\xBF"
                      "a = 1\na = 2\n"),
              "2:1: error: 'a' is defined already; the first is at 1:1");
}

TEST(TomlReader, TakesAnEmptyTextForAnEmptyTable) {
    EXPECT_EQ(read(""), "");
    EXPECT_EQ(read("\xEF\xBB\xBF"), "");
    EXPECT_EQ(read("\n# nothing\n"), "");
}

TEST(TomlReader, ReportsWhatIsNoTomlAsSyntax) {
    auto source = std::make_shared<Source>();
    source->text = "a =";
    EXPECT_EQ(readToml(source).error().code, "syntax");
    EXPECT_EQ(readToml(source).error().severity, Severity::kError);
    EXPECT_TRUE(readToml(source).error().concernsLaunch);
}

struct Case {
    std::string text;
    std::string expected;
};
void PrintTo(const Case& mistaken, std::ostream* out) {
    *out << printable(mistaken.text);
}

class TomlMistakes : public ::testing::TestWithParam<Case> {};

TEST_P(TomlMistakes, AreNamedWhereTheyAre) {
    EXPECT_EQ(mistake(GetParam().text), GetParam().expected);
}

const Case kTwice[] = {
    {"a = 1\nb = 2\na = 3\n", "3:1: error: 'a' is defined already; the first is at 1:1"},
    {"a = 1\n\"\\u0061\" = 3\n",
     "2:1: error: '\"\\u0061\"' is defined already; the first is at 1:1"},
    {"[t]\nx.y = 1\nx . 'y' = 2\n",
     "3:1: error: 'x . 'y'' is defined already; the first is at 2:3"},
    {"[[t]]\na = 1\n[[t]]\na = 1\na = 2\n",
     "5:1: error: 'a' is defined already; the first is at 4:1"},
    {"[t]\n[u]\n[t]\n", "3:1: error: 't' is defined already; the first is at 1:1"},
    {"[t]\n[u]\n[t]", "3:1: error: 't' is defined already; the first is at 1:1"},
    {"[t]\n[t]\n[t]\n", "2:1: error: 't' is defined already; the first is at 1:1"},
    {"[t.u]\n[t]\n[t]\n", "3:1: error: 't' is defined already; the first is at 2:1"},
    {"[t]\n[[t]]\n", "2:1: error: 't' is defined already; the first is at 1:1"},
    {"[[t]]\n[t]\n", "2:1: error: 't' is defined already; the first is at 1:1"},
    {"t = []\n[[t]]\n", "2:1: error: 't' is defined already; the first is at 1:1"},
    {"t.u = 1\n[t]\n", "2:1: error: 't' is defined already; the first is at 1:1"},
    {"a = 1\n[a.b]\nc = 2\n",
     "2:1: error: 'a.b' adds to 'a', which is complete already; 'a' is at 1:1"},
    {"a = 1\na.b = 2\n", "2:1: error: 'a.b' adds to 'a', which is complete already; 'a' is at 1:1"},
    {"a = {}\n[a.b]\n", "2:1: error: 'a.b' adds to 'a', which is complete already; 'a' is at 1:1"},
    {"a = {}\na.b = 1\n",
     "2:1: error: 'a.b' adds to 'a', which is complete already; 'a' is at 1:1"},
    {"a = [{}]\n[[a.b]]\n",
     "2:1: error: 'a.b' adds to 'a', which is complete already; 'a' is at 1:1"},
    {"[a.b]\n[a]\nb.c = 1\n",
     "3:1: error: 'b.c' adds to 'b', which is complete already; 'b' is at 1:1"},
    {"[a.b.c]\n[a]\nb.c.d = 1\n",
     "3:1: error: 'b.c.d' adds to 'c', which is complete already; 'c' is at 1:1"},
    {"a = { b = 1, b = 2 }\n", "1:14: error: 'b' is defined already"},
    {"a = { b = 1, b.c = 2 }\n", "1:14: error: 'b.c' is defined already"},
};
INSTANTIATE_TEST_SUITE_P(OfDefiningTwice, TomlMistakes, ::testing::ValuesIn(kTwice));

const Case kStructure[] = {
    {"a", "1:2: error: the text ends within a key-value pair"},
    {"a = ", "1:5: error: the text ends within a key-value pair"},
    {"a\n",
     "1:2: error: '=' is missing before the end of the line; after a key stand '=' and its value"},
    {"a: 1\n", "1:2: error: '=' is missing before ':'; TOML writes key = value"},
    {"a b = 1\n", "1:3: error: '=' is missing before 'b'; after a key stand '=' and its value"},
    {"a = \n",
     "1:5: error: a value is missing before the end of the line; an empty string is written \"\""},
    {"a = = 1\n", "1:5: error: '=' stands where a value is expected"},
    {"= 1\n", "1:1: error: '=' stands where a key is expected"},
    {"a..b = 1\n", "1:3: error: '.b' stands where a key is expected"},
    {"a = 1 b = 2\n", "1:7: error: 'b' stands behind a value; a line holds one key and its value"},
    {"a = 'x' 'y'\n",
     "1:9: error: ''y'' stands behind a value; a line holds one key and its value"},
    {"[a] b = 1\n", "1:5: error: 'b' stands behind a header; a header has a line of its own"},
    {"[a\n", "1:3: error: ']' is missing before the end of the line"},
    {"[[a]\n", "1:5: error: ']' is missing before the end of the line"},
    {"[]\n", "1:2: error: a table without a name; write [name]"},
    {"[a.]\n", "1:4: error: ']' stands where a key is expected"},
    {"a = [1, 2\nb = 3\n", "1:5: error: '[' is never closed; ']' is missing"},
    {"a = [1, 2}\n",
     "1:10: error: '}' stands where ']' is expected; it would close the '[' of 1:5"},
    {"a = 1]\n", "1:6: error: ']' closes nothing"},
    {"a = [1 2]\n", "1:8: error: ',' is missing before '2'"},
    {"a = [1,,2]\n", "1:8: error: a value is missing before ','"},
    {"a = { b = 1, }\n", "1:14: error: a ',' stands before '}'; remove it; only lists may end so"},
    {"a = { b = 1,\n c = 2 }\n",
     "1:13: error: an inline table does not end on its line; write it on one line, or as a table "
     "of its own: [name]"},
    {"{\"slipway\": 1}\n",
     "1:1: error: '{' stands where a key is expected; JSON belongs in a file whose name ends with "
     ".json"},
    {"é = 1\n",
     "1:1: error: 'é' stands outside of quotes; outside of quotes there are only ASCII letters"},
    {"\"\"\"a\"\"\" = 1\n", "1:1: error: multi-line strings are prohibited in keys"},
    {"a = 1\n\x01\n", "2:1: error: a control character stands here"},
};
INSTANTIATE_TEST_SUITE_P(OfStructure, TomlMistakes, ::testing::ValuesIn(kStructure));

const Case kValues[] = {
    {"version = 24.11.0\n", "1:11: error: '24.11.0' is not a value; a string stands in quotes"},
    {"name = nuke\n", "1:8: error: 'nuke' is not a value; a string stands in quotes"},
    {"name = maya\n", "1:8: error: 'maya' is not a value; a string stands in quotes"},
    {"path = /opt/x y\n", "1:8: error: '/opt/x' is not a value; a string stands in quotes"},
    {"a = True\n", "1:5: error: 'True' is not a value; write true"},
    {"a = FALSE\n", "1:5: error: 'FALSE' is not a value; write false"},
    {"a = 007\n",
     "1:5: error: '007' is not a value: numbers do not begin with 0; a string stands in quotes"},
    {"a = 9223372036854775808\n",
     "1:5: error: '9223372036854775808' is not a value: it is larger than 64 bits hold; a string "
     "stands in quotes"},
    {"a = 1__0\n", "1:5: error: '1__0' is not a value; a string stands in quotes"},
    {"a = 1.\n", "1:5: error: '1.' is not a value; a string stands in quotes"},
    {"a = 1.e2\n", "1:5: error: '1.e2' is not a value; a string stands in quotes"},
    {"a = 2023-02-29\n", "1:5: error: '2023-02-29' is not a value; a string stands in quotes"},
    {"a = 25:00:00\n", "1:5: error: '25:00:00' is not a value; a string stands in quotes"},
    {"a = -0x1\n", "1:5: error: '-0x1' is not a value; a string stands in quotes"},
    {"a = 1é\n", "1:5: error: '1é' is not a value; a string stands in quotes"},
};
INSTANTIATE_TEST_SUITE_P(OfValues, TomlMistakes, ::testing::ValuesIn(kValues));

const Case kStrings[] = {
    {"a = \"x\nb = 1\n",
     "1:5: error: the string '\"x' is not closed; its closing quote is missing"},
    {"a = 'it's'\n", "1:9: error: 's'' stands behind a value; a line holds one key and its value"},
    {"a = \"C:\\dir\\\"\n",
     "1:5: error: the string '\"C:\\dir\\\"' is not closed; in double quotes '\\' escapes what "
     "follows; write a Windows path in single quotes"},
    {"a = \"\"\"x\n",
     "1:5: error: the string '\"\"\"x' is not closed; its closing quote is missing"},
    {"a = \"C:\\maya\"\n",
     "1:8: error: unknown escape '\\m'; for a backslash write \\\\, or put a Windows path in "
     "single quotes"},
    {"a = \"C:\\Users\"\n",
     "1:8: error: '\\U' without its hexadecimal digits; for a backslash write \\\\, or put a "
     "Windows path in single quotes"},
    {"a = \"\\é\"\n",
     "1:6: error: unknown escape '\\é'; for a backslash write \\\\, or put a Windows path in "
     "single quotes"},
    {"a = \"\"\"\\é\"\"\"\n",
     "1:8: error: unknown escape '\\é'; for a backslash write \\\\, or put a Windows path in "
     "single quotes"},
    {"a = \"\\e\"\n",
     "1:6: error: unknown escape '\\e'; for a backslash write \\\\, or put a Windows path in "
     "single quotes"},
    {"a = \"\\x41\"\n",
     "1:6: error: unknown escape '\\x'; for a backslash write \\\\, or put a Windows path in "
     "single quotes"},
    {"a = \"\\ud800\"\n", "1:6: error: '\\ud800' does not name a character"},
    {"a = \"\\U00110000\"\n", "1:6: error: '\\U00110000' does not name a character"},
    {"a = \"x\x01\"\n",
     "1:7: error: a control character stands in a string; write it as \\u and four digits, in "
     "double quotes"},
    {"a = 'x\x7F'\n",
     "1:7: error: a control character stands in a string; write it as \\u and four digits, in "
     "double quotes"},
    {"a = 1 # x\x01\n", "1:10: error: a control character stands in a comment"},
    {"a = 1 # x\ry\n",
     "1:10: error: a carriage return stands without a line feed; lines end with LF or with CR and "
     "LF"},
    {"a = 1\rb = 2\n",
     "1:6: error: a carriage return stands without a line feed; lines end with LF or with CR and "
     "LF"},
    {"a = \"\"\"x\ry\"\"\"\n", "1:10: error: a carriage return stands without a line feed"},
};
INSTANTIATE_TEST_SUITE_P(OfStrings, TomlMistakes, ::testing::ValuesIn(kStrings));

const Case kEncodings[] = {
    {"a = '\xE9'\n", "1:6: error: the byte \\xe9 is not UTF-8; save the file as UTF-8"},
    {"# é \xC0\xAF\n", "1:5: error: the byte \\xc0 is not UTF-8; save the file as UTF-8"},
    {"# \xED\xA0\x80\n", "1:3: error: the byte \\xed is not UTF-8; save the file as UTF-8"},
    {"# \xC3", "1:3: error: the byte \\xc3 is not UTF-8; save the file as UTF-8"},
    {"\xFF\xFE"
     "a\0=\0"s,
     "1:1: error: the text is UTF-16; save the file as UTF-8"},
    {"a\0=\0"s, "1:1: error: the text is UTF-16; save the file as UTF-8"},
    {"a = '\0'\n"s, "1:6: error: a NUL byte stands here; the file is damaged or no text"},
    {"a = 1\n\xEF\xBB\xBF\n",
     "2:1: error: '\\ufeff' stands outside of quotes; outside of quotes there are only ASCII "
     "letters"},
};
INSTANTIATE_TEST_SUITE_P(OfEncoding, TomlMistakes, ::testing::ValuesIn(kEncodings));

// Each aborts toml++ 3.3, or has it read what is not there.
const Case kHazards[] = {
    {"[!",
     "1:2: error: '!' stands where the name of a table is expected; write [name]; in quotes the "
     "name may hold anything"},
    {"[=",
     "1:2: error: '=' stands where the name of a table is expected; write [name]; in quotes the "
     "name may hold anything"},
    {"[#",
     "1:2: error: '#' stands where the name of a table is expected; write [name]; in quotes the "
     "name may hold anything"},
    {"[ö]",
     "1:2: error: 'ö' stands where the name of a table is expected; write [name]; in quotes the "
     "name may hold anything"},
    {"[[!",
     "1:3: error: '!' stands where the name of a table is expected; write [name]; in quotes the "
     "name may hold anything"},
    {"[\n",
     "1:2: error: '\\n' stands where the name of a table is expected; write [name]; in quotes the "
     "name may hold anything"},
    {"a = [}", "1:6: error: '}' stands where ']' is expected; it would close the '[' of 1:5"},
    {"a = [\xE2\x80\xA8]",
     "1:6: error: '\\u2028' stands outside of quotes; outside of quotes there are only ASCII "
     "letters"},
    {"a = 2000-01-01 0\n", "1:5: error: '2000-01-01 0' is not a value; a string stands in quotes"},
    {"a = [200_0-01-01 0]\n",
     "1:6: error: '200_0-01-01 0' is not a value; a string stands in quotes"},
    {"a = 2000-01-0= 1\n", "1:5: error: '2000-01-0= 1' is not a value; a string stands in quotes"},
    {"a = 2000-01-0=" + repeated("_", 116) + " 11",
     "1:5: error: '2000-01-0=______________________________…____________________' is too long for "
     "a number or a date; a string stands in quotes"},
    {"a = 2000" + repeated("_", 116) + "-01-01 11",
     "1:5: error: '2000____________________________________…______________-01-01' is too long for "
     "a number or a date; a string stands in quotes"},
};
INSTANTIATE_TEST_SUITE_P(ThatTomlPlusPlusDiesOf, TomlMistakes, ::testing::ValuesIn(kHazards));

TEST(TomlReader, ReportsTheMistakeAheadOfAHazard) {
    EXPECT_EQ(mistake("a b = 1\n[!\n"),
              "1:3: error: '=' is missing before 'b'; after a key stand '=' and its value");
}

TEST(TomlReader, RefusesNestingDeeperThanTheLimit) {
    const auto lists = [](std::size_t count) {
        return "a = " + repeated("[", count) + repeated("]", count) + "\n";
    };
    EXPECT_EQ(mistake(lists(kDeepestNesting - 1)), "right");
    EXPECT_EQ(mistake(lists(kDeepestNesting)),
              "1:68: error: values are nested deeper than 64 levels");
    EXPECT_EQ(mistake(repeated("a.", kDeepestNesting - 1) + "a = 1\n"), "right");
    EXPECT_EQ(mistake(repeated("a.", kDeepestNesting) + "a = 1\n"),
              "1:129: error: the key names tables nested deeper than 64 levels");
    EXPECT_EQ(mistake("[" + repeated("a.", 40) + "a]\n" + repeated("b.", 40) + "b = 1\n"),
              "2:45: error: values are nested deeper than 64 levels");
}

TEST(TomlReader, SurvivesTextsMadeToBreakIt) {
    EXPECT_NE(mistake(repeated("[", 200'000)), "right");
    EXPECT_EQ(mistake("a=" + repeated("[", 200'000)),
              "1:67: error: values are nested deeper than 64 levels");
    EXPECT_EQ(mistake("a=" + repeated("{a=", 200'000)),
              "1:195: error: values are nested deeper than 64 levels");
    EXPECT_EQ(mistake(repeated("a.", kLargestSource / 2) + "a = 1"),
              "1:129: error: the key names tables nested deeper than 64 levels");
    EXPECT_EQ(mistake(repeated("a", kLargestSource) + " = 1"), "right");
    EXPECT_NE(mistake(repeated("'", kLargestSource)), "right");
    EXPECT_NE(mistake("a = \"" + repeated("\\", kLargestSource)), "right");
}

TEST(TomlReader, ReadsAHundredThousandKeys) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "k" + std::to_string(i) + "=1\n";
    EXPECT_EQ(mistake(text), "right");
    EXPECT_EQ(mistake(text + "k500 = 1\n"),
              "100001:1: error: 'k500' is defined already; the first is at 501:1");
}

TEST(TomlReader, RefusesMoreTablesThanCanBeReadInTime) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "k" + std::to_string(i) + ".set=1\n";
    EXPECT_EQ(mistake(text), "right");
    EXPECT_EQ(mistake(text + "more.set = 1\n"),
              "20001:6: error: more than 20000 headers and dotted keys stand in one file");
}

TEST(TomlReader, NamesAPlaceForEveryPrefixOfAText) {
    const std::string text =
        "slipway = 1\n[plugin]\nname = 'x' # é\n[[integration]]\nwhen = \"\\u00e9\"\n"
        "[integration.env]\nPATH.prepend = ['''a''', { value = 1 }, 1.5, 2000-01-01 07:32:00Z]\n";
    for (std::size_t size = 0; size < text.size(); ++size) {
        const std::string said = mistake(text.substr(0, size));
        EXPECT_FALSE(said.starts_with("0:") || said.starts_with("error")) << text.substr(0, size);
        EXPECT_EQ(said.find(":0:"), std::string::npos) << text.substr(0, size) << "\n" << said;
    }
}

}  // namespace
}  // namespace slipway::testing
