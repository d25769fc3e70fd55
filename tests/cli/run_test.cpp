// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

#include "tests/cli/desk.h"

namespace slipway {
namespace {

using test::Answer;
using test::Desk;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Desk deskThatCannotLaunch() {
    return Desk([&](Desk& desk) {
        desk.painter();
        desk.launchFailure = {Outcome::kNotExecutable, EACCES, "/opt/painter-4.2/painter"};
    });
}

TEST(Run, BecomesTheApplicationWithItsEnvironment) {
    Desk desk = deskThatCannotLaunch();
    desk.plugin("a-1.0", "slipway = 1\n[[integration]]\n[integration.env]\nONE.set = 1\n");
    const Answer answer = desk.type({"run", "painter"});
    ASSERT_TRUE(answer.launched);
    EXPECT_EQ(answer.launched->executable, "/opt/painter-4.2/painter");
    EXPECT_THAT(answer.launched->environment, Contains("ONE=1"));
    EXPECT_THAT(answer.launched->environment, Contains("HOME=/home/jo"));
}

TEST(Run, LeavesEverythingBehindTheNameToTheApplication) {
    Desk desk = deskThatCannotLaunch();
    const Answer answer =
        desk.type({"run", "painter", "--help", "--", "--json", "", "\xff", "[a]"});
    ASSERT_TRUE(answer.launched);
    EXPECT_THAT(answer.launched->arguments, ElementsAre("/opt/painter-4.2/painter", "--help", "--",
                                                        "--json", "", "\xff", "[a]"));
}

TEST(Run, HelpsWhereHelpIsAskedForAheadOfTheName) {
    Desk desk = deskThatCannotLaunch();
    const Answer answer = desk.type({"run", "--help", "painter"});
    EXPECT_FALSE(answer.launched);
    EXPECT_EQ(answer.code, 0);
    EXPECT_THAT(answer.out, HasSubstr("usage: slipway run"));
}

TEST(Run, SaysWhyTheApplicationCouldNotBeExecuted) {
    Desk desk = deskThatCannotLaunch();
    const Answer answer = desk.type({"run", "painter"});
    EXPECT_EQ(answer.code, 126);
    EXPECT_THAT(answer.err, HasSubstr("slipway: cannot start '/opt/painter-4.2/painter'"));
    EXPECT_EQ(answer.out, "");
}

TEST(Run, NamesTheNearestOfAnUnknownApplication) {
    Desk desk = deskThatCannotLaunch();
    const Answer answer = desk.type({"run", "paintr"});
    EXPECT_EQ(answer.code, 127);
    EXPECT_FALSE(answer.launched);
    EXPECT_THAT(answer.err, HasSubstr("did you mean 'painter'?"));
    EXPECT_THAT(desk.type({"run", "painter-saf"}).err, HasSubstr("did you mean 'painter-safe'?"));
}

TEST(Run, ListsTheVersionsFoundWhereAnotherIsAskedFor) {
    Desk desk = deskThatCannotLaunch();
    const Answer answer = desk.type({"run", "painter@5"});
    EXPECT_EQ(answer.code, 127);
    EXPECT_THAT(answer.err, HasSubstr("found: 4.2"));
}

TEST(Run, RefusesWhereSomethingRequiredIsMissing) {
    Desk desk = deskThatCannotLaunch();
    desk.plugin("a-1.0", "slipway = 1\n[[integration]]\nrequired = true\nrequires = [\"b\"]\n");
    const Answer answer = desk.type({"run", "painter"});
    EXPECT_EQ(answer.code, 125);
    EXPECT_FALSE(answer.launched);
    EXPECT_THAT(answer.err, HasSubstr("slipway: integration 'a' is required"));
}

TEST(Run, WarnsOfABrokenPluginAndGoesAhead) {
    Desk desk = deskThatCannotLaunch();
    desk.plugin("broken-1.0", "slipway = 1\n[[integration]]\nname = 7\n");
    const Answer answer = desk.type({"run", "painter"});
    EXPECT_TRUE(answer.launched);
    EXPECT_THAT(answer.err, HasSubstr("slipway: /studio/broken-1.0/slipway.toml:3:"));
}

TEST(Run, NeedsAnApplication) {
    EXPECT_EQ(Desk().type({"run"}).code, 2);
    EXPECT_EQ(Desk().type({"run", "@2024"}).err, "slipway: '@2024' names no application\n");
    EXPECT_EQ(Desk().type({"run", "--jsn", "painter"}).err, "slipway: unknown option '--jsn'\n");
}

}  // namespace
}  // namespace slipway
