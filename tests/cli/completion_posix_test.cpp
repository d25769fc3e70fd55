// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The scripts for completion, in the shells that they are for: there is none of them on Windows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sandbox.h"

namespace slipway {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

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

}  // namespace
}  // namespace slipway
