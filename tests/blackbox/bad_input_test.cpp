// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Every way of being wrong that is known, what it costs, and what is said of it.

#include "tests/blackbox/bad_input.h"

#include <fstream>
#include <random>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::StartsWith;

}  // namespace

TEST_P(BadManifest, CostsItsPluginAndAWarning) {
    const fs::path file =
        world.write(fs::path("studio/bad-1.0") / GetParam().file, GetParam().text());
    const std::string place = file.string() + ":" + GetParam().place;
    expectALaunchOfTheRest(place);
    expectALaunchOfTheRest(place);  // at every launch, not only when it is compiled
    expectCheckToFail(place);
}

TEST_P(BadManifestFile, CostsItsPluginAndAWarning) {
    for (const char* name : {"slipway.toml", "slipway.json"}) {
        const fs::path file = world / "studio/bad-1.0" / name;
        GetParam().make(file);
        expectALaunchOfTheRest(file);
        expectCheckToFail(file.string());
        fs::remove_all(file);
    }
}

namespace {

std::string repeated(std::string_view text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

// Some bytes, the same ones at every run.
std::string noise(unsigned seed) {
    std::mt19937 generator(seed);
    std::string bytes(seed * 37 % 3000 + 1, '\0');
    for (char& byte : bytes) byte = static_cast<char>(generator());
    return bytes;
}

// ---- manifests that are no text of their format: file, line and column ----

const auto kTexts = ::testing::Values(
    // What aborts toml++ 3.3.0, or worse.
    BadText{"BracketExclamation", "slipway.toml", text("[!"), "1:"},
    BadText{"BracketEquals", "slipway.toml", text("[="), "1:"},
    BadText{"BracketHash", "slipway.toml", text("[#"), "1:"},
    BadText{"BracketUmlaut", "slipway.toml", text("[\xc3\xb6]"), "1:"},
    BadText{"TwoBracketsExclamation", "slipway.toml", text("[[!"), "1:"},
    BadText{"BracketExclamationOnALaterLine", "slipway.toml", text("slipway = 1\n\n[!"), "3:"},
    BadText{"BracketAtTheEnd", "slipway.toml", text("slipway = 1\n["), "2:"},
    BadText{"TwoBracketsAtTheEnd", "slipway.toml", text("slipway = 1\n[["), "2:"},
    BadText{"QuoteInBrackets", "slipway.toml", text("[\""), "1:"},
    BadText{"DotInBrackets", "slipway.toml", text("[.]"), "1:"},

    BadText{"Brackets", "slipway.toml", [] { return "a = " + repeated("[", 200'000); }, "1:"},
    BadText{"BracketsAndNothing", "slipway.toml", [] { return repeated("[", 200'000); }, "1:"},
    BadText{"InlineTables", "slipway.toml", [] { return repeated("a = {", 200'000); }, "1:"},
    BadText{"DottedKey", "slipway.toml", [] { return repeated("a.", 200'000) + "a = 1"; }, "1:"},
    BadText{"DottedTable", "slipway.toml", [] { return "[" + repeated("a.", 200'000) + "a]"; },
            "1:"},
    BadText{"OneLongString", "slipway.toml", [] { return "a = '" + repeated("x", 1'000'000); },
            "1:"},
    BadText{"JsonBrackets", "slipway.json", [] { return repeated("[", 200'000); }, "1:"},
    BadText{"JsonObjects", "slipway.json", [] { return repeated("{\"a\":", 200'000); }, "1:"},
    BadText{"ClosedJsonBrackets", "slipway.json",
            [] { return repeated("[", 200'000) + repeated("]", 200'000); }, "1:"},

    BadText{"Noise1", "slipway.toml", [] { return noise(1); }, ""},
    BadText{"Noise2", "slipway.toml", [] { return noise(2); }, ""},
    BadText{"Noise3", "slipway.toml", [] { return noise(3); }, ""},
    BadText{"Noise4", "slipway.json", [] { return noise(4); }, ""},
    BadText{"Noise5", "slipway.json", [] { return noise(5); }, ""},
    BadText{"Zeros", "slipway.toml", [] { return std::string(100, '\0'); }, "1:1"},
    BadText{"ZerosInJson", "slipway.json", [] { return std::string(100, '\0'); }, "1:1"},
    BadText{"NulInAString", "slipway.toml",
            [] { return std::string("slipway = 1\na = '\0'\n", 20); }, "2:"},
    BadText{"Utf16", "slipway.toml", [] { return std::string("\xff\xfes\0l\0i\0", 8); }, "1:"},
    BadText{"Latin1", "slipway.toml", text("slipway = 1\n[plugin]\nname = '\xe4'\n"), "3:"},
    BadText{"Latin1InJson", "slipway.json", text("{\"slipway\": 1,\n\"a\": \"\xe4\"}"), "2:"},

    BadText{"Empty", "slipway.toml", text(""), "1:1"},
    BadText{"EmptyJson", "slipway.json", text(""), "1:1"},
    BadText{"HalfWritten", "slipway.toml", text("slipway = 1\n[[integration]]\nname = \"ba"), "3:"},
    BadText{"HalfWrittenByWindows", "slipway.toml",
            text("slipway = 1\r\n[[integration]]\r\nname = \"b"), "3:"},
    BadText{"HalfWrittenJson", "slipway.json", text("{\"slipway\": 1,\n \"integration\": {\"na"),
            "2:"},
    BadText{"TrailingComma", "slipway.json", text("{\"slipway\": 1,\n}"), "1:14"},
    BadText{"CommentInJson", "slipway.json", text("{\"slipway\": 1 // one\n}"), "1:"},
    BadText{"TwoJsonValues", "slipway.json", text("{\"slipway\": 1}\n{}"), "2:1"},
    BadText{"DuplicateKey", "slipway.json", text("{\"slipway\": 1,\n \"slipway\": 1}"), "2:2"},
    BadText{"DuplicateDeeperKey", "slipway.json",
            text("{\"slipway\": 1, \"integration\": {\"env\":\n{\"A\": 1, \"A\": 2}}}"), "2:10"},
    BadText{"DuplicateTomlKey", "slipway.toml", text("slipway = 1\nslipway = 1\n"), "2:1"},
    BadText{"NotAnObject", "slipway.json", text("[1]"), "1:1"},
    BadText{"TomlInJson", "slipway.json", text("slipway = 1\n"), "1:1"});

INSTANTIATE_TEST_SUITE_P(Text, BadManifest, kTexts,
                         [](const auto& test) { return std::string(test.param.name); });

// ---- trees that are no manifest ----

const auto kTrees = ::testing::Values(
    BadText{"NoLanguageVersion", "slipway.toml", text("[plugin]\nname = 'a'\n"), "1:"},
    BadText{"LanguageOfTheFuture", "slipway.toml", text("slipway = 2\n"), "1:"},
    BadText{"LanguageAsText", "slipway.toml", text("slipway = '1'\n"), "1:"},
    BadText{"UnknownOperation", "slipway.toml", text(kHead + "BAD.prepnd = 'x'\n"), "4:5"},
    BadText{"Float", "slipway.toml", text(kHead + "BAD.set = 1.5\n"), "4:"},
    BadText{"Date", "slipway.toml", text(kHead + "BAD.set = 2024-01-01\n"), "4:"},
    BadText{"FloatInJson", "slipway.json",
            text("{\"slipway\": 1, \"integration\": {\"env\":\n{\"BAD.set\": 1.5}}}"), "2:"},
    BadText{"NullInJson", "slipway.json",
            text("{\"slipway\": 1, \"integration\": {\"env\":\n{\"BAD.set\": null}}}"), "2:"},
    BadText{"EmptyVariableName", "slipway.toml", text(kHead + "'' = 'x'\n"), "4:1"},
    BadText{"EmptyVariableNameWithOperation", "slipway.toml", text(kHead + "'.set' = 'x'\n"),
            "4:1"},
    BadText{"EqualsInAVariableName", "slipway.toml", text(kHead + "'A=B' = 'x'\n"), "4:1"},
    BadText{"NulInAVariableName", "slipway.json",
            text("{\"slipway\": 1, \"integration\": {\"env\":\n{\"A\\u0000B.set\": 1}}}"), "2:2"},
    BadText{"NulInAValue", "slipway.toml", text(kHead + "BAD.set = \"a\\u0000b\"\n"), "4:"},
    BadText{"ListInAList", "slipway.toml", text(kHead + "BAD.set = [['x']]\n"), "4:"},
    BadText{"UnknownPlaceholder", "slipway.toml", text(kHead + "BAD.set = '{plugin.folder}'\n"),
            "4:"},
    BadText{"UnclosedPlaceholder", "slipway.toml", text(kHead + "BAD.set = '{home'\n"), "4:"},
    BadText{"EnvIsText", "slipway.toml", text("slipway = 1\n[[integration]]\nenv = 'x'\n"), "3:"},
    BadText{"IntegrationIsText", "slipway.toml", text("slipway = 1\nintegration = 'x'\n"), "2:"},
    BadText{"PriorityIsText", "slipway.toml",
            text("slipway = 1\n[[integration]]\npriority = 'high'\n"), "3:"},
    BadText{"PriorityTooLarge", "slipway.toml",
            text("slipway = 1\n[[integration]]\npriority = 99999999999\n"), "3:"},
    BadText{"ArgumentsAreATable", "slipway.toml",
            text("slipway = 1\n[[integration]]\n[integration.arguments]\na = 1\n"), "3:"},
    BadText{"ApplicationWithoutName", "slipway.toml", text("slipway = 1\n[[application]]\n"), "2:"},
    BadText{"PluginNameIsEmpty", "slipway.toml", text("slipway = 1\n[plugin]\nname = ''\n"), "3:"});

INSTANTIATE_TEST_SUITE_P(Tree, BadManifest, kTrees,
                         [](const auto& test) { return std::string(test.param.name); });

// ---- things that are no file ----

void makeLarge(const fs::path& file) {
    std::ofstream(file).close();
    fs::resize_file(file, 200'000'000);
}

INSTANTIATE_TEST_SUITE_P(
    Kind, BadManifestFile,
    ::testing::Values(BadFile{"Folder", [](const fs::path& f) { fs::create_directory(f); }},
                      BadFile{"FileOf200Megabytes", makeLarge}),
    [](const auto& test) { return std::string(test.param.name); });

// ---- roots ----

TEST_F(BadInput, ARootThatIsNoFolderIsAWarning) {
    world.write("file", "text");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/file");
    expectALaunchOfTheRest(world / "file");
}

TEST_F(BadInput, HundredsOfFoldersWithoutManifestsAreNothing) {
    for (int number = 0; number < 300; ++number) {
        world.makeFolder("studio/empty-" + std::to_string(number));
    }
    const Launch launched = launch(limited(world.mayaCommand()));
    EXPECT_EQ(launched["GOOD"], "yes") << launched;
    EXPECT_EQ(launched.said(), "");
}

// ---- what is said ----

TEST_F(BadInput, OfManyPluginsCostsEachOfThemOneWarning) {
    for (int number = 0; number < 20; ++number) {
        world.plugin("studio/many-" + std::to_string(number), "[!");
    }
    const Launch launched = launch(limited(world.mayaCommand()));
    EXPECT_EQ(launched["GOOD"], "yes") << launched;
    EXPECT_EQ(linesOf(launched.said()).size(), 20) << launched.said();
}

TEST_F(BadInput, IsSaidOnOneLineWithoutControlCharacters) {
    world.plugin("studio/bad-1.0",
                 kHead + "'BAD.\\\x1b[31m' = 'x'\nB.set = \"{\\u001b[2J\\r\\n}\"");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    for (const char byte : launched.said()) {
        EXPECT_TRUE(byte == '\n' || static_cast<unsigned char>(byte) >= 0x20) << launched.said();
    }
    EXPECT_THAT(linesOf(launched.said()), Each(StartsWith("slipway: ")));
}

TEST_F(BadInput, NamesTheNearestKnownOperation) {
    world.plugin("studio/bad-1.0", kHead + "PATH.prepnd = 'x'\n");
    EXPECT_THAT(world.maya().said(), AllOf(HasSubstr("'prepnd'"), HasSubstr("prepend")));
}

TEST_F(BadInput, SaysWhatToWriteInsteadOfAFloat) {
    world.plugin("studio/bad-1.0", kHead + "A.set = 1.5\n");
    EXPECT_THAT(world.maya().said(), HasSubstr("write it as a string"));
}

TEST_F(BadInput, AnUnknownKeyIsAWarningWithTheNearestKnownOneAndThePluginCounts) {
    world.plugin("studio/odd-1.0",
                 "slipway = 1\n[[integration]]\npriorty = 40\nenv.ODD.set = 'yes'\n");
    const Ended ended = check(world / "studio/odd-1.0");
    EXPECT_EQ(ended.code, 0) << "warnings are no errors: " << ended;
    EXPECT_THAT(ended.output + ended.errors,
                AllOf(HasSubstr(native("odd-1.0/slipway.toml") + ":3:1"), HasSubstr("priorty"),
                      HasSubstr("priority")));
    EXPECT_EQ(world.maya()["ODD"], "yes");
}

}  // namespace
}  // namespace slipway::test
