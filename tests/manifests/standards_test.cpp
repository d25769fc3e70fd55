// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What RFC 8259 and TOML 1.0 allow and what they do not, a case a row: the known traps of readers.
// Text that is not JSON or TOML at all is `syntax`; a text that is, but no manifest, is `schema`.

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "manifests/document.h"
#include "manifests/manifest.h"

namespace slipway {
namespace {

using namespace std::string_view_literals;

enum class Judgement { kRight, kSyntax, kSchema };

struct Row {
    const char* name;
    Judgement judgement;
    std::string_view text;
};

void PrintTo(const Row& row, std::ostream* stream) {
    *stream << row.name;
}

Judgement judged(std::string_view text, Format format) {
    auto source = std::make_shared<Source>();
    source->path = "file";
    source->text = std::string(text);
    const auto document = readDocument(source, format);
    if (document) return Judgement::kRight;
    EXPECT_TRUE(document.error().code == "syntax" || document.error().code == "schema")
        << document.error().code;
    EXPECT_GE(document.error().location.line, 1);
    return document.error().code == "syntax" ? Judgement::kSyntax : Judgement::kSchema;
}

void PrintTo(Judgement judgement, std::ostream* stream) {
    *stream << (judgement == Judgement::kRight    ? "right"
                : judgement == Judgement::kSyntax ? "syntax"
                                                  : "schema");
}

// ---- JSON ----

constexpr auto kRight = Judgement::kRight;
constexpr auto kSyntax = Judgement::kSyntax;
constexpr auto kSchema = Judgement::kSchema;

class JsonStandard : public ::testing::TestWithParam<Row> {};

TEST_P(JsonStandard, Judges) {
    EXPECT_EQ(judged(GetParam().text, Format::kJson), GetParam().judgement) << GetParam().text;
}

const Row kJson[] = {
    {"EmptyObject", kRight, "{}"},
    {"EmptyArrayWithin", kRight, R"({"a": []})"},
    {"WhitespaceOfEveryKind", kRight, " \t\r\n{ \"a\" : [ 1 , 2 ] }\n"},
    {"AllEscapes", kRight, R"({"a": "\"\\\/\b\f\n\r\t\u0041"})"},
    {"EscapedKey", kRight, R"({"\u0061": 1})"},
    {"EmptyKey", kRight, R"({"": 1})"},
    {"SurrogatePair", kRight, R"({"a": "\ud83d\ude00"})"},
    {"EscapedNul", kRight, R"({"a": "\u0000"})"},
    {"EscapedNoncharacter", kRight, R"({"a": "\uffff"})"},
    {"RawDelete", kRight, "{\"a\": \"\x7f\"}"},
    {"RawLineSeparator", kRight, "{\"a\": \"\xe2\x80\xa8\"}"},
    {"RawUtf8", kRight, "{\"\xc3\xa9\": \"\xf0\x9f\x98\x80\"}"},
    {"NumberZero", kRight, R"({"a": 0})"},
    {"NumberMinusZero", kRight, R"({"a": -0})"},
    {"NumberWithExponent", kRight, R"({"a": 1e+2})"},
    {"NumberLargestInteger", kRight, R"({"a": 9223372036854775807})"},
    {"NumberBeyond64Bits", kRight, R"({"a": 18446744073709551616})"},
    {"NumberBeyondEveryFloat", kRight, R"({"a": 1e400})"},
    {"KeysThatDifferInCase", kRight, R"({"a": 1, "A": 2})"},
    {"SameKeyInDifferentObjects", kRight, R"({"a": {"x": 1}, "b": {"x": 1}})"},

    {"Nothing", kSyntax, ""},
    {"OnlySpaces", kSyntax, "  \n"},
    {"ByteOrderMark", kSyntax, "\xef\xbb\xbf{}"},
    {"DuplicateKey", kSyntax, R"({"a": 1, "a": 2})"},
    {"DuplicateKeyWithEqualValues", kSyntax, R"({"a": 1, "a": 1})"},
    {"DuplicateKeyThroughAnEscape", kSyntax, R"({"a": 1, "\u0061": 2})"},
    {"DuplicateKeyDeepWithin", kSyntax, R"({"x": [{"a": 1, "b": 2, "a": 3}]})"},
    {"LoneHighSurrogate", kSyntax, R"({"a": "\ud83d"})"},
    {"LoneLowSurrogate", kSyntax, R"({"a": "\ude00"})"},
    {"ReversedSurrogates", kSyntax, R"({"a": "\ude00\ud83d"})"},
    {"HighSurrogateBeforeALetter", kSyntax, R"({"a": "\ud83dx"})"},
    {"LoneSurrogateInAKey", kSyntax, R"({"\ud800": 1})"},
    {"RawSurrogateInUtf8", kSyntax, "{\"a\": \"\xed\xa0\x80\"}"},
    {"OverlongUtf8OfTwo", kSyntax, "{\"a\": \"\xc0\xaf\"}"},
    {"OverlongUtf8OfThree", kSyntax, "{\"a\": \"\xe0\x80\xaf\"}"},
    {"OverlongUtf8OfFour", kSyntax, "{\"a\": \"\xf0\x80\x80\xaf\"}"},
    {"Utf8BeyondUnicode", kSyntax, "{\"a\": \"\xf4\x90\x80\x80\"}"},
    {"Utf8CutShort", kSyntax, "{\"a\": \"\xe2\x82\"}"},
    {"LoneContinuationByte", kSyntax, "{\"a\": \"\x80\"}"},
    {"Utf8InAKeyCutShort", kSyntax, "{\"\xc3\": 1}"},
    {"Utf16", kSyntax, "\xff\xfe{\0}\0"sv},
    {"RawNewlineInAString", kSyntax, "{\"a\": \"x\ny\"}"},
    {"RawTabInAString", kSyntax, "{\"a\": \"x\ty\"}"},
    {"RawNulInAString", kSyntax, "{\"a\": \"x\0y\"}"sv},
    {"RawNulBetweenValues", kSyntax, "{\"a\": 1\0}"sv},
    {"NulBehindTheEnd", kSyntax, "{}\0"sv},
    {"FormFeedAsSpace", kSyntax, "{\"a\":\f1}"},
    {"VerticalTabAsSpace", kSyntax, "{\"a\":\v1}"},
    {"NoBreakSpace", kSyntax,
     "{\"a\":\xc2\xa0"
     "1}"},
    {"EscapeOfX", kSyntax, R"({"a": "\x41"})"},
    {"EscapeOfAnApostrophe", kSyntax, R"({"a": "\'"})"},
    {"EscapeUOfThreeDigits", kSyntax, R"({"a": "\u041"})"},
    {"EscapeUOfNoDigits", kSyntax, R"({"a": "\uzzzz"})"},
    {"EscapeAtTheEnd", kSyntax, R"({"a": "\)"},
    {"UppercaseU", kSyntax, R"({"a": "\U00000041"})"},
    {"ApostrophesAsQuotes", kSyntax, "{'a': 1}"},
    {"BareKey", kSyntax, "{a: 1}"},
    {"NumberAsKey", kSyntax, "{1: 1}"},
    {"TrailingCommaInAnObject", kSyntax, R"({"a": 1,})"},
    {"TrailingCommaInAnArray", kSyntax, R"({"a": [1,]})"},
    {"DoubledComma", kSyntax, R"({"a": [1,,2]})"},
    {"LeadingComma", kSyntax, R"({"a": [,1]})"},
    {"NoComma", kSyntax, R"({"a": [1 2]})"},
    {"NoColon", kSyntax, R"({"a" 1})"},
    {"TwoColons", kSyntax, R"({"a":: 1})"},
    {"NoValue", kSyntax, R"({"a":})"},
    {"LineComment", kSyntax, "{\"a\": 1} // x"},
    {"BlockComment", kSyntax, "{/* x */}"},
    {"HashComment", kSyntax, "{\"a\": 1 # x\n}"},
    {"LeadingZero", kSyntax, R"({"a": 01})"},
    {"LeadingZeroOfANegative", kSyntax, R"({"a": -01})"},
    {"LeadingPlus", kSyntax, R"({"a": +1})"},
    {"LeadingDot", kSyntax, R"({"a": .5})"},
    {"TrailingDot", kSyntax, R"({"a": 1.})"},
    {"DotBeforeExponent", kSyntax, R"({"a": 1.e3})"},
    {"EmptyExponent", kSyntax, R"({"a": 1e})"},
    {"MinusAlone", kSyntax, R"({"a": -})"},
    {"Hexadecimal", kSyntax, R"({"a": 0x10})"},
    {"Underscore", kSyntax, R"({"a": 1_000})"},
    {"NotANumber", kSyntax, R"({"a": NaN})"},
    {"Infinity", kSyntax, R"({"a": Infinity})"},
    {"FullWidthDigit", kSyntax, "{\"a\": \xef\xbc\x91}"},
    {"CapitalTrue", kSyntax, R"({"a": True})"},
    {"TrueAndMore", kSyntax, R"({"a": truex})"},
    {"CutTrue", kSyntax, R"({"a": tru})"},
    {"UnclosedObject", kSyntax, R"({"a": 1)"},
    {"UnclosedArray", kSyntax, R"({"a": [1)"},
    {"UnclosedString", kSyntax, R"({"a": "x)"},
    {"MismatchedBrackets", kSyntax, R"({"a": [1})"},
    {"TwoValues", kSyntax, "{} {}"},
    {"ClosedTwice", kSyntax, "{}}"},

    {"ArrayAsRoot", kSchema, "[]"},
    {"NumberAsRoot", kSchema, "1"},
    {"StringAsRoot", kSchema, R"("a")"},
    {"NullAsRoot", kSchema, "null"},
};

std::string nameOf(const ::testing::TestParamInfo<Row>& test) {
    return test.param.name;
}

INSTANTIATE_TEST_SUITE_P(Rfc8259, JsonStandard, ::testing::ValuesIn(kJson), nameOf);

// ---- TOML ----

class TomlStandard : public ::testing::TestWithParam<Row> {};

TEST_P(TomlStandard, Judges) {
    EXPECT_EQ(judged(GetParam().text, Format::kToml), GetParam().judgement) << GetParam().text;
}

const Row kToml[] = {
    {"Nothing", kRight, ""},
    {"Comments", kRight, "# a \xc3\xa9\n a = 1 # b"},
    {"ByteOrderMark", kRight,
     "\xef\xbb\xbf"
     "a = 1\n"},
    {"CrLf", kRight, "a = 1\r\n[b]\r\nc = 2\r\n"},
    {"BareKeys", kRight, "a-b_C1 = 1\n1234 = 2\n"},
    {"EmptyQuotedKey", kRight, "\"\" = 1\n"},
    {"Utf8QuotedKey", kRight, "\"\xca\x8e\" = 1\n"},
    {"QuotedKeyWithADot", kRight, "\"a.b\" = 1\na.b = 2\n"},
    {"SpacesAroundDots", kRight, "a . b . \"c\" = 1\n"},
    {"DottedKeysBesideEachOther", kRight, "a.b = 1\nc = 2\na.d = 3\n"},
    {"SuperTableAfterSubTable", kRight, "[a.b]\nx = 1\n[a]\ny = 2\n"},
    {"TableByHeaderBelowADottedOne", kRight, "[a]\nb.c = 1\n[a.d]\nx = 1\n"},
    {"SubTablesOfAList", kRight, "[[a]]\nx = 1\n[a.b]\ny = 1\n[[a]]\n[a.b]\ny = 2\n"},
    {"ListsWithinLists", kRight, "[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]\n"},
    {"MixedArray", kRight, "a = [1, 'x', 2.0, { b = 1 }]\n"},
    {"TrailingCommaInAnArray", kRight, "a = [1, 2,\n # c\n]\n"},
    {"LiteralString", kRight, "a = 'C:\\Users\\x'\n"},
    {"MultilineStrings", kRight, "a = \"\"\"\nx\\\n   y\"\"\"\nb = '''\nx'y''z'''\n"},
    {"QuotesAtTheEndOfMultiline", kRight, "a = \"\"\"x\"\"\"\"\"\nb = '''x'''''\n"},
    {"Escapes", kRight, R"(a = "\b\t\n\f\r\"\\\u00e9\U0001F600")"},
    {"EscapedNul", kRight, R"(a = "\u0000")"},
    {"RawTabInAString", kRight, "a = \"x\ty\"\nb = 'x\ty'\n"},
    {"IntegersOfEveryBase", kRight, "a = 0xDEAD_beef\nb = 0o755\nc = 0b1_0\nd = +99\ne = -0\n"},
    {"Underscores", kRight, "a = 1_000_000\n"},
    {"LargestInteger", kRight, "a = 9223372036854775807\nb = -9223372036854775808\n"},
    {"DatesAndTimes", kRight,
     "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.999-07:00\nc = 1979-05-27\nd = 07:32:00\n"},
    {"LeapDay", kRight, "a = 2024-02-29\n"},
    {"FloatsOfEveryKind", kRight, "a = 1e10\nb = -0.01\nc = inf\nd = -nan\ne = 6.6e-3_4\n"},

    {"DuplicateKey", kSyntax, "a = 1\na = 2\n"},
    {"DuplicateKeyQuoted", kSyntax, "a = 1\n\"a\" = 2\n"},
    {"DuplicateTable", kSyntax, "[a]\n[a]\n"},
    {"TableOfAValue", kSyntax, "a = 1\n[a]\n"},
    {"TableBelowAValue", kSyntax, "a = 1\n[a.b]\n"},
    {"DottedKeyThroughAValue", kSyntax, "a = 1\na.b = 2\n"},
    {"DottedKeyRedefinesAValue", kSyntax, "a.b = 1\na.b.c = 2\n"},
    {"DottedTableOpenedByHeader", kSyntax, "a.b = 1\n[a]\nc = 1\n"},
    {"DottedTableOpenedByHeaderBelow", kSyntax, "[a]\nb.c = 1\n[a.b]\nd = 1\n"},
    {"HeaderTableExtendedByDots", kSyntax, "[a.b.c]\nz = 9\n[a]\nb.c.t = 1\n"},
    {"InlineTableExtendedByHeader", kSyntax, "a = { b = 1 }\n[a.c]\n"},
    {"InlineTableExtendedByDots", kSyntax, "a = { b = 1 }\na.c = 2\n"},
    {"InlineTableExtendedWithin", kSyntax, "a = { b = { c = 1 }, b.d = 2 }\n"},
    {"InlineTableOfDuplicateKeys", kSyntax, "a = { b = 1, b = 2 }\n"},
    {"InlineTableOfManyLines", kSyntax, "a = { b = 1,\n c = 2 }\n"},
    {"InlineTableWithATrailingComma", kSyntax, "a = { b = 1, }\n"},
    {"StaticArrayExtended", kSyntax, "a = []\n[[a]]\n"},
    {"StaticArrayOfTablesExtended", kSyntax, "a = [{ b = 1 }]\n[[a]]\n"},
    {"ListOfATable", kSyntax, "[a]\n[[a]]\n"},
    {"TableOfAList", kSyntax, "[[a]]\n[a]\n"},
    {"ListAfterItsSubTable", kSyntax, "[a.b]\n[[a]]\n"},
    {"StaticArraySubTable", kSyntax, "a = [{ b = 1 }]\n[a.c]\n"},
    {"BareCarriageReturn", kSyntax, "a = 1\rb = 2\n"},
    {"BareCarriageReturnInAComment", kSyntax, "# x\ry\na = 1\n"},
    {"BareCarriageReturnInAString", kSyntax, "a = \"x\ry\"\n"},
    {"NulInAString", kSyntax, "a = \"x\0y\"\n"sv},
    {"NulInAComment", kSyntax, "# \0\n"sv},
    {"ControlCharacterInAString", kSyntax, "a = \"\x01\"\n"},
    {"ControlCharacterInALiteral", kSyntax, "a = '\x1f'\n"},
    {"DeleteInAString", kSyntax, "a = \"\x7f\"\n"},
    {"ControlCharacterInAComment", kSyntax, "# \x02\n"},
    {"NewlineInAString", kSyntax, "a = \"x\ny\"\n"},
    {"OverlongUtf8", kSyntax, "a = \"\xc0\xaf\"\n"},
    {"SurrogateInUtf8", kSyntax, "a = \"\xed\xa0\x80\"\n"},
    {"Utf8CutShort", kSyntax, "a = \"\xe2\x82\"\n"},
    {"Utf8CutShortInAComment", kSyntax, "# \xe2\x82\n"},
    {"Utf16", kSyntax,
     "\xff\xfe"
     "a\0=\0"
     "1\0"sv},
    {"ByteOrderMarkWithin", kSyntax,
     "a = 1\n\xef\xbb\xbf"
     "b = 2\n"},
    {"UnknownEscape", kSyntax, R"(a = "\q")"},
    {"EscapeOfX", kSyntax, R"(a = "\x41")"},
    {"EscapeOfASlash", kSyntax, R"(a = "\/")"},
    {"EscapedSurrogate", kSyntax, R"(a = "\ud800")"},
    {"EscapeBeyondUnicode", kSyntax, R"(a = "\U00110000")"},
    {"EscapeOfThreeDigits", kSyntax, R"(a = "\u0e9")"},
    {"LeadingZero", kSyntax, "a = 01\n"},
    {"LeadingZeroWithASign", kSyntax, "a = +01\n"},
    {"SignBeforeAPrefix", kSyntax, "a = +0x1\n"},
    {"CapitalPrefix", kSyntax, "a = 0X1\n"},
    {"DigitBeyondOctal", kSyntax, "a = 0o8\n"},
    {"DigitBeyondBinary", kSyntax, "a = 0b2\n"},
    {"PrefixAlone", kSyntax, "a = 0x\n"},
    {"DoubledUnderscore", kSyntax, "a = 1__0\n"},
    {"LeadingUnderscore", kSyntax, "a = _1\n"},
    {"TrailingUnderscore", kSyntax, "a = 1_\n"},
    {"UnderscoreAfterPrefix", kSyntax, "a = 0x_1\n"},
    {"IntegerOutOfRange", kSyntax, "a = 9223372036854775808\n"},
    {"FloatWithoutAFraction", kSyntax, "a = 1.\n"},
    {"FloatWithoutAWhole", kSyntax, "a = .5\n"},
    {"FloatUnderscoreBesideTheDot", kSyntax, "a = 1_.5\n"},
    {"FloatLeadingZero", kSyntax, "a = 03.14\n"},
    {"MonthThirteen", kSyntax, "a = 2024-13-01\n"},
    {"DayThirtyOfFebruary", kSyntax, "a = 2024-02-30\n"},
    {"NoLeapDay", kSyntax, "a = 2023-02-29\n"},
    {"HourTwentyFour", kSyntax, "a = 24:00:00\n"},
    {"MinuteSixty", kSyntax, "a = 12:60:00\n"},
    {"DateOfOneDigit", kSyntax, "a = 2024-1-1\n"},
    {"TimeOfOneDigit", kSyntax, "a = 2024-01-01T7:00:00\n"},
    {"OffsetOutOfRange", kSyntax, "a = 2024-01-01T00:00:00+25:00\n"},
    {"CapitalTrue", kSyntax, "a = True\n"},
    {"BareValue", kSyntax, "a = b\n"},
    {"NoValue", kSyntax, "a =\n"},
    {"NoKey", kSyntax, "= 1\n"},
    {"KeyAlone", kSyntax, "a\n"},
    {"KeyOfTwoLines", kSyntax, "a\n= 1\n"},
    {"MultilineKey", kSyntax, "\"\"\"a\"\"\" = 1\n"},
    {"BareUtf8Key", kSyntax, "\xca\x8e = 1\n"},
    {"DotsWithoutNames", kSyntax, "a..b = 1\n"},
    {"TwoPairsInALine", kSyntax, "a = 1 b = 2\n"},
    {"PairBehindAHeader", kSyntax, "[a] b = 1\n"},
    {"EmptyHeader", kSyntax, "[]\n"},
    {"EmptyListHeader", kSyntax, "[[]]\n"},
    {"HeaderUnclosed", kSyntax, "[a\n"},
    {"ListHeaderParted", kSyntax, "[ [a] ]\n"},
    {"ArrayUnclosed", kSyntax, "a = [1, 2\n"},
    {"ArrayDoubledComma", kSyntax, "a = [1,, 2]\n"},
    {"StringUnclosed", kSyntax, "a = \"x\n"},
    {"MultilineUnclosed", kSyntax, "a = \"\"\"x\n"},
    {"SixApostrophes", kSyntax, "a = '''x''''''\n"},
    {"SlashComment", kSyntax, "a = 1 // x\n"},
};

// A text that is right, and no manifest.
TEST(Standards, ATreeThatIsNoManifestIsSchema) {
    for (const char* text : {R"({})", R"({"slipway": 18446744073709551616})", R"({"slipway": 1e0})",
                             R"({"slipway": 1, "integration": {"priority": 2147483648}})",
                             R"({"slipway": 1, "integration": {"env": {"A.set": 1.5}}})",
                             R"({"slipway": 1, "integration": {"env": {"A.set": null}}})",
                             R"({"slipway": 1, "integration": {"env": {"A\u0000.set": 1}}})"}) {
        auto source = std::make_shared<Source>();
        source->text = text;
        source->plugin = PluginFacts{.name = "p", .version = "1", .folder = "/p", .root = "/"};
        const auto document = readDocument(source, Format::kJson);
        ASSERT_TRUE(document) << text;
        Diagnostics diagnostics;
        readManifest(*document, kLinuxRules, diagnostics);
        ASSERT_FALSE(diagnostics.list().empty()) << text;
        EXPECT_EQ(diagnostics.list().front().code, "schema") << text;
    }
}

INSTANTIATE_TEST_SUITE_P(Toml10, TomlStandard, ::testing::ValuesIn(kToml), nameOf);

}  // namespace
}  // namespace slipway
