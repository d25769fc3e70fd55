// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/syntax.h"
#include "cli/verbs.h"
#include "slipway_version.h"
#include "tests/cli/desk.h"

namespace slipway {
namespace {

using test::Answer;
using test::Desk;
using testing::HasSubstr;
using testing::StartsWith;

TEST(CommandLine, SaysItsVersion) {
    const Answer answer = Desk().type({"--version"});
    EXPECT_EQ(answer.out, "slipway " + std::string(kVersion) + "\n");
    EXPECT_EQ(answer.code, 0);
}

TEST(CommandLine, HelpsTheSameWayHoweverItIsAsked) {
    const Answer answer = Desk().type({});
    EXPECT_EQ(answer.code, 0);
    EXPECT_EQ(answer.out, test::golden("help.txt", answer.out));
    EXPECT_EQ(Desk().type({"help"}).out, answer.out);
    EXPECT_EQ(Desk().type({"--help"}).out, answer.out);
    EXPECT_EQ(Desk().type({"-h"}).out, answer.out);
}

TEST(CommandLine, ListsNoVerbThatIsHidden) {
    const std::string help = Desk().type({"help"}).out;
    for (const Verb& verb : verbs()) {
        EXPECT_EQ(help.find("  " + std::string(verb.name) + " ") == std::string::npos, verb.hidden)
            << verb.name;
    }
}

TEST(CommandLine, HelpsWithAVerbByEitherOrder) {
    const Answer answer = Desk().type({"explain", "--help"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_EQ(answer.out, test::golden("help-explain.txt", answer.out));
    EXPECT_EQ(Desk().type({"help", "explain"}).out, answer.out);
}

TEST(CommandLine, EachVerbThatIsListedHasHelp) {
    for (const Verb& verb : verbs()) {
        if (verb.hidden) continue;
        const Answer answer = Desk().type({std::string(verb.name), "--help"});
        EXPECT_EQ(answer.code, 0) << verb.name;
        EXPECT_THAT(answer.out, StartsWith("usage: slipway " + std::string(verb.name)));
    }
}

TEST(CommandLine, NamesTheNearestVerb) {
    const Answer answer = Desk().type({"explian", "maya"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.err, "slipway: unknown verb 'explian'; did you mean 'explain'?\n");
    EXPECT_EQ(answer.out, "");
}

TEST(CommandLine, PointsToHelpWhereNoVerbIsNear) {
    EXPECT_EQ(Desk().type({"xyzzy"}).err, "slipway: unknown verb 'xyzzy'; see 'slipway help'\n");
    EXPECT_EQ(Desk().type({"--jsn"}).err, "slipway: unknown option '--jsn'\n");
    EXPECT_EQ(Desk().type({"--versoin"}).err,
              "slipway: unknown option '--versoin'; did you mean '--version'?\n");
}

TEST(CommandLine, KnowsEveryVerbOfTheSpecification) {
    for (std::string_view name :
         {"list",   "run",       "explain",   "env",    "shell",  "why",        "check",  "doctor",
          "index",  "install",   "uninstall", "status", "repair", "plugin",     "deploy", "freeze",
          "submit", "farm-exec", "ticket",    "import", "schema", "completion", "new"}) {
        EXPECT_NE(std::ranges::find(verbs(), name, &Verb::name), verbs().end()) << name;
    }
}

TEST(CommandLine, NamesTheNearestOption) {
    const Answer answer = Desk().type({"explain", "maya", "--jsn"});
    EXPECT_EQ(answer.err, "slipway: unknown option '--jsn'; did you mean '--json'?\n");
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(Desk().type({"env", "maya", "--formt=sh"}).err,
              "slipway: unknown option '--formt'; did you mean '--format'?\n");
    EXPECT_EQ(Desk().type({"list", "-x"}).err, "slipway: unknown option '-x'\n");
}

TEST(CommandLine, SaysWhatIsMissingOrTooMuch) {
    EXPECT_EQ(Desk().type({"explain"}).err,
              "slipway: 'explain' needs more: slipway explain APP[@VERSION] [--json] "
              "[--run-before] [-- ARGS…]\n");
    EXPECT_EQ(Desk().type({"explain", "maya", "shot.ma"}).err,
              "slipway: unexpected 'shot.ma': slipway explain APP[@VERSION] [--json] "
              "[--run-before] [-- ARGS…]\n");
    EXPECT_EQ(Desk().type({"list", "maya"}).err,
              "slipway: unexpected 'maya': slipway list [--all] [--json]\n");
    EXPECT_EQ(Desk().type({"env", "maya", "--format"}).err,
              "slipway: option '--format' needs a value\n");
    EXPECT_EQ(Desk().type({"run"}).code, 2);
}

TEST(CommandLine, EscapesWhatIsNoPrintableText) {
    EXPECT_EQ(Desk().type({"\x1b[31m"}).err,
              "slipway: unknown verb '\\x1b[31m'; see 'slipway help'\n");
}

TEST(CommandLine, FailsWhereItsOutputCannotBeWritten) {
    Desk desk;
    std::ostream nowhere(nullptr);
    std::ostringstream err;
    const char* const none[] = {nullptr};
    EXPECT_EQ(runCommandLine({.arguments = {"--version"},
                              .environment = {none, 0},
                              .out = nowhere,
                              .err = err,
                              .disk = desk.disk}),
              1);
    EXPECT_EQ(err.str(), "slipway: the output could not be written\n");
}

TEST(ApplicationRequest, IsANameAndMaybeAVersion) {
    EXPECT_EQ(parseApplicationRequest("maya"), (ApplicationRequest{"maya", ""}));
    EXPECT_EQ(parseApplicationRequest("maya@2024"), (ApplicationRequest{"maya", "2024"}));
    EXPECT_EQ(parseApplicationRequest("a@b@1"), (ApplicationRequest{"a@b", "1"}));
}

TEST(ApplicationRequest, LacksNeitherPart) {
    EXPECT_FALSE(parseApplicationRequest(""));
    EXPECT_FALSE(parseApplicationRequest("@2024"));
    EXPECT_FALSE(parseApplicationRequest("maya@"));
}

TEST(Syntax, TakesWhatFollowsTwoDashesAsItIs) {
    Desk desk;
    desk.painter();
    const Answer answer = desk.type({"explain", "painter", "--json", "--", "--help", "--", "[a]"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_THAT(answer.out, HasSubstr("\"arguments\": [\n      \"--help\",\n      \"--\",\n"
                                      "      \"[a]\"\n    ]"));
}

TEST(Syntax, TakesAPositionalThatLooksLikeAListAsItIs) {
    EXPECT_EQ(Desk().type({"check", "[a,b]"}).err, "slipway: '[a,b]' is not there\n");
    EXPECT_EQ(Desk().type({"check", "--", "--json"}).err, "slipway: '--json' is not there\n");
}

}  // namespace
}  // namespace slipway
