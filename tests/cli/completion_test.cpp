// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/desk.h"

namespace slipway {
namespace {

using test::Desk;
using testing::HasSubstr;
using testing::Not;

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

TEST(Completion, IsOfShellsThatItKnows) {
    const test::Answer answer = Desk().type({"completion", "tcsh"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.err,
              "slipway: there is completion for 'bash', 'zsh' or 'fish', not for 'tcsh'\n");
}

}  // namespace
}  // namespace slipway
