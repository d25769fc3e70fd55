// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_command_line.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <vector>

namespace slipway {
namespace {

using testing::ElementsAre;
using Texts = std::vector<std::string>;

Texts split(std::string_view commandLine) {
    Arena arena;
    Texts texts;
    for (const auto& argument : splitCommandLine(commandLine, arena)) {
        texts.emplace_back(argument.text);
    }
    return texts;
}

std::string tail(std::string_view commandLine) {
    Arena arena;
    const auto arguments = splitCommandLine(commandLine, arena);
    return arguments.size() < 2 ? "" : std::string(arguments[1].raw);
}

std::vector<const char*> pointers(const Texts& texts) {
    std::vector<const char*> result;
    for (const std::string& text : texts) result.push_back(text.c_str());
    return result;
}

std::string lineFor(const Texts& arguments, std::string_view callers) {
    Arena arena;
    return std::string(commandLineFor(pointers(arguments), callers, arena));
}

std::optional<std::string> batchLine(std::string_view file, const Texts& arguments) {
    Arena arena;
    const auto line = batchCommandLineFor("C:\\W\\cmd.exe", file, pointers(arguments), arena);
    return line ? std::optional(std::string(*line)) : std::nullopt;
}

// The table of Microsoft's documentation, "Parsing C command-line arguments".
TEST(CommandLine, IsSplitAsTheCRuntimeDocuments) {
    EXPECT_THAT(split(R"(x "abc" d e)"), ElementsAre("x", "abc", "d", "e"));
    EXPECT_THAT(split(R"(x a\\b d"e f"g h)"), ElementsAre("x", R"(a\\b)", "de fg", "h"));
    EXPECT_THAT(split(R"(x a\\\"b c d)"), ElementsAre("x", R"(a\"b)", "c", "d"));
    EXPECT_THAT(split(R"(x a\\\\"b c" d e)"), ElementsAre("x", R"(a\\b c)", "d", "e"));
    EXPECT_THAT(split(R"(x a"b"" c d)"), ElementsAre("x", R"(ab" c d)"));
}

TEST(CommandLine, KeepsEmptyArguments) {
    EXPECT_THAT(split(R"(x "" a "")"), ElementsAre("x", "", "a", ""));
}

TEST(CommandLine, PartsAtTabsAndRunsOfBlanks) {
    EXPECT_THAT(split("x \t a\t\tb  "), ElementsAre("x", "a", "b"));
}

struct NameCase {
    std::string_view line;
    std::string_view name;
    std::string_view tail;
};

TEST(CommandLine, HasTheTailBehindAnyNameHoweverItIsQuoted) {
    constexpr NameCase kCases[] = {
        {"maya", "maya", ""},
        {"maya ", "maya", ""},
        {"maya  -v  x", "maya", "-v  x"},
        {R"("C:\Program Files\maya.exe" -v)", R"(C:\Program Files\maya.exe)", "-v"},
        {R"("C:\Program Files\ma"ya.exe -v)", R"(C:\Program Files\maya.exe)", "-v"},
        {R"(C:\"Program Files"\maya.exe	-v)", R"(C:\Program Files\maya.exe)", "-v"},
        {R"("C:\bin\" -v)", R"(C:\bin\)", "-v"},  // a backslash takes nothing from the quote
        {R"("maya"-v x)", "maya-v", "x"},
        {R"("maya -v x)", "maya -v x", ""},  // never closed
        {R"("" -v)", "", "-v"},
        {" -v x", "", "-v x"},
        {R"(maya "a b" \"c\")", "maya", R"("a b" \"c\")"},
    };
    for (const NameCase& expected : kCases) {
        EXPECT_EQ(split(expected.line).at(0), expected.name) << expected.line;
        EXPECT_EQ(tail(expected.line), expected.tail) << expected.line;
    }
}

TEST(CommandLine, OfNothingHasNoArgument) {
    EXPECT_THAT(split(""), ElementsAre());
}

TEST(QuotedArgument, IsWrittenBareWhereItCan) {
    Arena arena;
    EXPECT_EQ(quoteArgument(R"(C:\a\)", arena), R"(C:\a\)");
    EXPECT_EQ(quoteArgument("", arena), R"("")");
    EXPECT_EQ(quoteArgument("a b", arena), R"("a b")");
    EXPECT_EQ(quoteArgument(R"(a b\)", arena), R"("a b\\")");
    EXPECT_EQ(quoteArgument(R"(\"x)", arena), R"("\\\"x")");
}

TEST(QuotedArgument, IsReadBackWhateverItHolds) {
    constexpr std::string_view kAlphabet = "ab\\\\\\\"\" \t\n%^&'!";
    std::mt19937 random(1);
    for (int i = 0; i < 2000; ++i) {
        Texts arguments{"x"};
        for (std::size_t count = random() % 4; count != 0; --count) {
            std::string& argument = arguments.emplace_back();
            for (std::size_t size = random() % 8; size != 0; --size) {
                argument += kAlphabet[random() % kAlphabet.size()];
            }
        }
        EXPECT_EQ(split(lineFor(arguments, "")), arguments) << lineFor(arguments, "");
    }
}

TEST(LaunchCommandLine, TakesTheCallersOwnArgumentsAsTheyStand) {
    EXPECT_EQ(
        lineFor({R"(C:\m 1\maya.exe)", "-v", R"(a"b)", "c d"}, R"(maya   -v a""""b  "c d"  )"),
        R"("C:\m 1\maya.exe" -v a""""b  "c d"  )");
}

TEST(LaunchCommandLine, PutsArgumentsOfManifestsAheadOfTheCallers) {
    EXPECT_EQ(lineFor({"m.exe", "-script", "a b", "-v", "x"}, R"(maya  -v  "x")"),
              R"("m.exe" -script "a b" -v  "x")");
}

TEST(LaunchCommandLine, IsTheCallersTailBehindOtherWordsOfSlipways) {
    EXPECT_EQ(lineFor({"m.exe", "-v", "x"}, R"(slipway run maya@2024 -v   "x")"),
              R"("m.exe" -v   "x")");
}

TEST(LaunchCommandLine, QuotesWhatTheCallerDidNotWrite) {
    EXPECT_EQ(lineFor({"m.exe", "a b", ""}, "farm-exec t.ticket"), R"("m.exe" "a b" "")");
}

TEST(BatchFile, IsSeenThroughCaseAndDotsAndSpacesAtTheEnd) {
    for (const std::string_view path : {R"(C:\x.bat)", "x.CMD", "x.bat.", "x.bat . ", "x.Cmd   "}) {
        EXPECT_TRUE(isBatchFile(path)) << path;
    }
    for (const std::string_view path : {"x.exe", "bat", ".bat", "x.bat.exe", "x.batch", ""}) {
        EXPECT_FALSE(isBatchFile(path)) << path;
    }
}

TEST(BatchCommandLine, QuotesWhatCmdWouldActOn) {
    EXPECT_EQ(batchLine(R"(C:\a b\x.bat)", {"plain", "a&b", R"(a"&calc)", "%PATH%", ""}),
              R"("C:\W\cmd.exe" /e:ON /v:OFF /d /c ""C:\a b\x.bat" plain "a&b" "a""&calc" )"
              R"("%%cd:~,%PATH%%cd:~,%" """)");
}

TEST(BatchCommandLine, DoublesBackslashesAheadOfQuotes) {
    EXPECT_EQ(batchLine("x.bat", {R"(a\)", R"(a\"b)"}),
              R"("C:\W\cmd.exe" /e:ON /v:OFF /d /c ""x.bat" "a\\" "a\\""b"")");
}

TEST(BatchCommandLine, IsRefusedWhereALineWouldEnd) {
    EXPECT_EQ(batchLine("x.bat", {"a\nb"}), std::nullopt);
    EXPECT_EQ(batchLine("x.bat", {"a\rb"}), std::nullopt);
    EXPECT_EQ(batchLine("%x%.bat", {}), std::nullopt);
}

}  // namespace
}  // namespace slipway
