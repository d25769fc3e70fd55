// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "manifests/diagnostic.h"
#include "tests/manifests/outline.h"

namespace slipway::testing {
namespace {

using namespace std::string_literals;

std::string read(std::string text) {
    return outlineOf(std::move(text), Format::kJson);
}

std::string mistake(std::string text) {
    return mistakeIn(std::move(text), Format::kJson);
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

TEST(JsonReader, KnowsWhereEveryKeyAndValueIsWritten) {
    EXPECT_EQ(read("{\"slipway\": 1,\n"
                   "\t\"list\": [true, \"x\",\n"
                   "           {\"in\": false}]}\n"),
              "1:2 slipway = 1:13 1\n"
              "2:2 list = 2:10 a list\n"
              "  - 2:11 true\n"
              "  - 2:17 \"x\"\n"
              "  - 3:12 a table\n"
              "    3:13 in = 3:19 false\n");
}

TEST(JsonReader, CountsColumnsInCodePoints) {
    EXPECT_EQ(read("{\"é\": \"日本\", \"😀\": 1}"), "1:2 é = 1:7 \"日本\"\n1:13 😀 = 1:18 1\n");
}

TEST(JsonReader, KeepsTheOrderOfWriting) {
    EXPECT_EQ(read(R"({"z": 1, "a": 2, "m": 3})"),
              "1:2 z = 1:7 1\n1:10 a = 1:15 2\n1:18 m = 1:23 3\n");
}

TEST(JsonReader, TakesWhatEscapesStandFor) {
    EXPECT_EQ(read(R"({"\u0061\"": "\\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00"})"),
              "1:2 a\" = 1:14 \"\\ / \\x08\\x0c\\n\\r\\t é 😀\"\n");
}

TEST(JsonReader, AllowsLineEndsOfEverySystemBetweenValues) {
    EXPECT_EQ(read("{\r\n\"a\":\r1}"), "2:1 a = 2:6 1\n");
}

TEST(JsonReader, ReadsIntegersOf64Bits) {
    EXPECT_EQ(read(R"({"a": 9223372036854775807, "b": -9223372036854775808, "c": -0})"),
              "1:2 a = 1:7 9223372036854775807\n"
              "1:28 b = 1:33 -9223372036854775808\n"
              "1:55 c = 1:60 0\n");
}

TEST(JsonReader, KeepsAsWrittenWhatNoManifestMayHold) {
    EXPECT_EQ(read(R"({"a": 24.10, "b": 1E3 , "c": null, "d": 9223372036854775808})"),
              "1:2 a = 1:7 a float 24.10\n"
              "1:14 b = 1:19 a float 1E3\n"
              "1:25 c = 1:30 null null\n"
              "1:36 d = 1:41 an integer beyond 64 bits 9223372036854775808\n");
}

TEST(JsonReader, RefusesAKeyThatStandsTwiceAndSaysWhereItWas) {
    EXPECT_EQ(mistake("{\"a\": 1,\n \"b\": {\"a\": 1},\n \"a\": 2}"),
              "3:2: error: the key 'a' stands here a second time; the first is at 1:2");
    EXPECT_EQ(mistake(R"({"a": {"b": 1, "\u0062": 2}})"),
              "1:16: error: the key 'b' stands here a second time; the first is at 1:8");
}

TEST(JsonReader, SaysWhichOfManyKeysStandsTwice) {
    std::string text = "{";
    for (int i = 0; i < 1000; ++i) text += "\"k" + std::to_string(i) + "\": 1,\n";
    EXPECT_EQ(mistake(text + "\"k500\": 1}"),
              "1001:1: error: the key 'k500' stands here a second time; the first is at 501:1");
}

TEST(JsonReader, AsksForATable) {
    EXPECT_EQ(mistake("\n [1]"),
              "2:2: error: the file holds a list where a table is expected; it begins with '{' and "
              "ends with '}'");
    EXPECT_EQ(mistake("\"x\"").substr(0, 31), "1:1: error: the file holds a st");
    EXPECT_EQ(mistake("12").substr(0, 31), "1:1: error: the file holds a nu");
}

TEST(JsonReader, TellsAWrongRootFromATextThatIsNoJson) {
    const auto source = [](const char* text) {
        auto result = std::make_shared<Source>();
        result->text = text;
        return result;
    };
    EXPECT_EQ(readJson(source("[]")).error().code, "schema");
    EXPECT_EQ(readJson(source("[")).error().code, "syntax");
    EXPECT_EQ(readJson(source("[1] 2")).error().code, "syntax");
    EXPECT_EQ(readJson(source("")).error().code, "syntax");
}

struct Case {
    std::string text;
    std::string expected;
};
void PrintTo(const Case& mistaken, std::ostream* out) {
    *out << printable(mistaken.text);
}

class JsonMistakes : public ::testing::TestWithParam<Case> {};

TEST_P(JsonMistakes, AreNamedWhereTheyAre) {
    EXPECT_EQ(mistake(GetParam().text), GetParam().expected);
}

const Case kStructure[] = {
    {"", "1:1: error: the file is empty; write a table: {}"},
    {" \n\t", "1:1: error: the file is empty; write a table: {}"},
    {"{\"a\": 1", "1:1: error: '{' is never closed; '}' is missing"},
    {"{\"a\": [1, 2}",
     "1:12: error: '}' stands where ']' is expected; it would close the '[' of 1:7"},
    {"{\"a\": [1, 2", "1:7: error: '[' is never closed; ']' is missing"},
    {"{\"a\": 1}}",
     "1:9: error: '}' stands after the end; a file holds one value and nothing behind it"},
    {"{\"a\": 1} {}",
     "1:10: error: '{' stands after the end; a file holds one value and nothing behind it"},
    {"{} x", "1:4: error: 'x' stands after the end; a file holds one value and nothing behind it"},
    {"{\"a\": 1,}", "1:8: error: a ',' stands behind the last value; remove it"},
    {"{\"a\": [1, ]}", "1:9: error: a ',' stands behind the last value; remove it"},
    {"{\"a\": [1,, 2]}", "1:10: error: a value is missing before ','"},
    {"{,}", "1:2: error: ',' stands where a key is expected; keys stand in double quotes"},
    {"{\"a\": 1\n \"b\": 2}", "2:2: error: ',' is missing before '\"b\"'"},
    {"{\"a\": [1 2]}", "1:10: error: ',' is missing before '2'"},
    {"{\"a\" 1}", "1:6: error: ':' is missing before '1'; after a key stand ':' and its value"},
    {"{\"a\"}", "1:5: error: ':' is missing before '}'; after a key stand ':' and its value"},
    {"{\"a\":}", "1:6: error: a value is missing before '}'"},
    {"{a: 1}", "1:2: error: 'a' stands where a key is expected; keys stand in double quotes"},
    {"{'a': 1}", "1:2: error: ''a'' stands where a key is expected; keys stand in double quotes"},
    {"{1: 1}", "1:2: error: '1' stands where a key is expected; keys stand in double quotes"},
    {"{\"a\": 1} // end", "1:10: error: '//' is not JSON; JSON has no comments"},
    {"{\n// first\n\"a\": 1}",
     "2:1: error: '//' stands where a key is expected; JSON has no comments"},
    {"{\"a\": 1 # one\n}", "1:9: error: '#' is not JSON; JSON has no comments"},
    {"slipway = 1",
     "1:1: error: 'slipway' is not a value; JSON begins with '{'; TOML belongs in a file whose "
     "name ends with .toml"},
};
INSTANTIATE_TEST_SUITE_P(OfStructure, JsonMistakes, ::testing::ValuesIn(kStructure));

const Case kValues[] = {
    {"{\"a\": True}", "1:7: error: 'True' is not a value; write true"},
    {"{\"a\": no}", "1:7: error: 'no' is not a value; write false"},
    {"{\"a\": None}", "1:7: error: 'None' is not a value; write null, or leave it out"},
    {"{\"a\": tru}", "1:7: error: 'tru' is not a value; a string stands in double quotes: \"tru\""},
    {"{\"a\": nullx}",
     "1:7: error: 'nullx' is not a value; a string stands in double quotes: \"nullx\""},
    {"{\"a\": maya}",
     "1:7: error: 'maya' is not a value; a string stands in double quotes: \"maya\""},
    {"{\"a\": 'maya'}", "1:7: error: ''maya'' is not a value; strings stand in double quotes"},
    {"{\"a\": NaN}", "1:7: error: 'NaN' is not a value; a string stands in double quotes: \"NaN\""},
    {"{\"a\": 01}",
     "1:7: error: '01' is not a value; numbers look like 12, -3 or 0.5; anything else stands in "
     "double quotes"},
    {"{\"a\": 24.11.0}",
     "1:7: error: '24.11.0' is not a value; numbers look like 12, -3 or 0.5; anything else stands "
     "in double quotes"},
    {"{\"a\": +1}",
     "1:7: error: '+1' is not a value; numbers look like 12, -3 or 0.5; anything else stands in "
     "double quotes"},
    {"{\"a\": -}",
     "1:7: error: '-' is not a value; numbers look like 12, -3 or 0.5; anything else stands in "
     "double quotes"},
    {"{\"a\": 1.}",
     "1:7: error: '1.' is not a value; numbers look like 12, -3 or 0.5; anything else stands in "
     "double quotes"},
    {"{\"a\": .5}",
     "1:7: error: '.5' is not a value; numbers look like 12, -3 or 0.5; anything else stands in "
     "double quotes"},
    {"{\"a\": 1e}",
     "1:7: error: '1e' is not a value; numbers look like 12, -3 or 0.5; anything else stands in "
     "double quotes"},
    {"{\"a\": 0x10}",
     "1:7: error: '0x10' is not a value; numbers look like 12, -3 or 0.5; anything else stands in "
     "double quotes"},
    {"{\"a\": 1\"x\"}", "1:8: error: ',' is missing before '\"x\"'"},
};
INSTANTIATE_TEST_SUITE_P(OfValues, JsonMistakes, ::testing::ValuesIn(kValues));

const Case kStrings[] = {
    {"{\"a\": \"x}\n",
     "1:7: error: the string '\"x}' is not closed; '\"' is missing; a line break in a string is "
     "written \\n"},
    {"{\"a\": \"x\ny\"}",
     "1:7: error: the string '\"x' is not closed; '\"' is missing; a line break in a string is "
     "written \\n"},
    {"{\"a\": \"x\ty\"}", "1:9: error: a tab stands in a string; write \\t"},
    {"{\"a\": \"\x01\"}",
     "1:8: error: a control character stands in a string; write it as \\u and four digits"},
    {R"({"a": "C:\maya"})",
     "1:10: error: unknown escape '\\m'; for a backslash write \\\\; in paths '/' does as well"},
    {R"({"a": "C:\users"})",
     "1:10: error: '\\u' without four hexadecimal digits; for a backslash write \\\\; in paths '/' "
     "does as well"},
    {R"({"a": "\ud83d"})",
     "1:8: error: '\\ud83d' is half of a surrogate pair; write the character itself, or both "
     "halves"},
    {R"({"a": "\ude00"})",
     "1:8: error: '\\ude00' is half of a surrogate pair; write the character itself, or both "
     "halves"},
    {R"({"a": "\ud83d\u0061"})",
     "1:8: error: '\\ud83d' is half of a surrogate pair; write the character itself, or both "
     "halves"},
    {R"({"\ud83d": 1})",
     "1:3: error: '\\ud83d' is half of a surrogate pair; write the character itself, or both "
     "halves"},
};
INSTANTIATE_TEST_SUITE_P(OfStrings, JsonMistakes, ::testing::ValuesIn(kStrings));

const Case kEncodings[] = {
    {"\xEF\xBB\xBF{}",
     "1:1: error: the text begins with a byte order mark; save the file as UTF-8 without BOM"},
    {"{\"a\": \"\xE9\"}", "1:8: error: the byte \\xe9 is not UTF-8; save the file as UTF-8"},
    {"{\"\xC3\xA9\": \"\xC0\xAF\"}",
     "1:8: error: the byte \\xc0 is not UTF-8; save the file as UTF-8"},
    {"{\"a\": \"\xED\xA0\x80\"}",
     "1:8: error: the byte \\xed is not UTF-8; save the file as UTF-8"},
    {"{\"a\": \"\xF4\x90\x80\x80\"}",
     "1:8: error: the byte \\xf4 is not UTF-8; save the file as UTF-8"},
    {"{\"a\": \"\xC3", "1:8: error: the byte \\xc3 is not UTF-8; save the file as UTF-8"},
    {"\xFF\xFE{\0}\0"s, "1:1: error: the text is UTF-16; save the file as UTF-8"},
    {"{\0}\0"s, "1:1: error: the text is UTF-16; save the file as UTF-8"},
    {"{\"a\": \"\0\"}"s, "1:8: error: a NUL byte stands here; the file is damaged or no text"},
    {"{}\0"s, "1:3: error: a NUL byte stands here; the file is damaged or no text"},
};
INSTANTIATE_TEST_SUITE_P(OfEncoding, JsonMistakes, ::testing::ValuesIn(kEncodings));

TEST(JsonReader, RefusesNestingDeeperThanTheLimit) {
    const auto nested = [](std::size_t lists) {
        return "{\"a\": " + repeated("[", lists) + repeated("]", lists) + "}";
    };
    EXPECT_EQ(mistake(nested(kDeepestNesting - 1)), "right");
    EXPECT_EQ(mistake(nested(kDeepestNesting)),
              "1:70: error: values are nested deeper than 64 levels");
}

TEST(JsonReader, SurvivesTextsMadeToBreakIt) {
    EXPECT_EQ(mistake(repeated("[", 200'000)),
              "1:65: error: values are nested deeper than 64 levels");
    EXPECT_EQ(mistake(repeated("{\"a\":", 200'000)),
              "1:321: error: values are nested deeper than 64 levels");
    EXPECT_EQ(mistake(repeated("]", 200'000)), "1:1: error: a value is missing before ']'");
    EXPECT_EQ(mistake("{\"" + repeated("a", kLargestSource) + "\": 1}"), "right");
    EXPECT_NE(mistake(repeated("\"", kLargestSource)), "right");
    EXPECT_NE(mistake("{\"a\": \"" + repeated("\\", kLargestSource)), "right");
}

TEST(JsonReader, ReadsAHundredThousandKeys) {
    std::string text = "{";
    for (int i = 0; i < 100'000; ++i) text += "\"k" + std::to_string(i) + "\":1,";
    EXPECT_EQ(mistake(text + "\"last\":1}"), "right");
}

TEST(JsonReader, NamesAPlaceForEveryPrefixOfAText) {
    const std::string text =
        R"({"slipway": 1, "a": [true, null, -1.5e3, "\u00e9\ud83d\ude00é"], "b": {"c": {}}})";
    for (std::size_t size = 0; size < text.size(); ++size) {
        const std::string said = mistake(text.substr(0, size));
        EXPECT_TRUE(said.starts_with("1:")) << text.substr(0, size) << "\n" << said;
        EXPECT_FALSE(said.starts_with("1:0")) << text.substr(0, size) << "\n" << said;
    }
}

}  // namespace
}  // namespace slipway::testing
