// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/desk.h"
#include "tests/support/sandbox.h"

namespace slipway {
namespace {

using test::Desk;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string answers(const std::vector<std::string>& words) {
    Desk desk;
    desk.painter({"4.2", "5.0"});
    std::vector<std::string> arguments{"complete", "--"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    return desk.type(arguments).out;
}

TEST(Complete, KnowsVerbsOptionsAndApplications) {
    EXPECT_EQ(answers({"exp"}), "explain\n");
    EXPECT_THAT(answers({""}), Not(HasSubstr("compile-catalogue")));
    EXPECT_EQ(answers({"explain", "--j"}), "--json\n");
    EXPECT_EQ(answers({"explain", "pai"}), "painter-safe\npainter\n");
    EXPECT_EQ(answers({"run", "painter@"}), "painter@5.0\npainter@4.2\n");
    EXPECT_EQ(answers({"env", "painter", "--format", "f"}), "fish\n");
    EXPECT_EQ(answers({"why", "PATH", "--app", "painter-"}), "painter-safe\n");
}

TEST(Complete, KnowsNothingOfWhatIsTheApplications) {
    EXPECT_EQ(answers({"explain", "painter", "--", "-"}), "");
    EXPECT_EQ(answers({"run", "painter", "pai"}), "");
    EXPECT_EQ(answers({"nonsense", ""}), "");
    EXPECT_EQ(answers({}), "");
}

class CompletionOf : public ::testing::Test {
  protected:
    CompletionOf() {
        world.application("maya", {"2024", "2023"});
        world.set("PATH", test::slipwayExecutable().parent_path().string() + ":/usr/bin:/bin");
    }
    std::string run(const std::string& shell, const std::vector<std::string>& arguments) {
        const test::Ended ended = test::run(world.command(test::program(shell), arguments));
        EXPECT_EQ(ended.errors, "");
        return ended.output;
    }
    test::Sandbox world;
};

TEST_F(CompletionOf, BashReplacesWhatItTakesForAWord) {
    const std::string script =
        "eval \"$(slipway completion bash)\"\n"
        "COMP_LINE='slipway explain maya@202' COMP_POINT=24\n"
        "COMP_WORDS=(slipway explain maya @ 202) COMP_CWORD=4\n"
        "_slipway; echo \"${COMPREPLY[@]}\"\n"
        "COMP_LINE='slipway exp' COMP_POINT=11 COMP_WORDS=(slipway exp) COMP_CWORD=1\n"
        "_slipway; echo \"${COMPREPLY[@]}\"\n"
        "COMP_LINE='slipway run ' COMP_POINT=12 COMP_WORDS=(slipway run '') COMP_CWORD=2\n"
        "_slipway; echo \"${COMPREPLY[@]}\"\n";
    const std::string completed = run("bash", {"--norc", "-c", script});
    EXPECT_THAT(completed, StartsWith("2024 2023\nexplain\n"));
    EXPECT_THAT(completed, HasSubstr("maya"));
}

TEST_F(CompletionOf, FishCompletes) {
    EXPECT_EQ(
        run("fish", {"--no-config", "-c",
                     "slipway completion fish | source\n"
                     "complete -C 'slipway exp'; complete -C 'slipway env maya@2024 --form'"}),
        "explain\n--format\n");
}

TEST_F(CompletionOf, ZshTakesTheScript) {
    EXPECT_EQ(run("zsh", {"-f", "-c",
                          "autoload -U compinit; compinit -u -D\n"
                          "eval \"$(slipway completion zsh)\"; echo $_comps[slipway]\n"}),
              "_slipway\n");
}

TEST(Completion, IsOfShellsThatItKnows) {
    const test::Answer answer = Desk().type({"completion", "tcsh"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.err,
              "slipway: there is completion for 'bash', 'zsh' or 'fish', not for 'tcsh'\n");
}

}  // namespace
}  // namespace slipway
