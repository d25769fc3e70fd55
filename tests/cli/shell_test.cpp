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

Desk deskWithPainter() {
    return Desk([&](Desk& desk) {
        desk.painter();
        desk.plugin("a-1.0",
                    "slipway = 1\n[[integration]]\n[integration.env]\nONE.set = 1\n"
                    "PATH.prepend = '{plugin.dir}/bin'\n");
        desk.set("SHELL", "/usr/bin/fish");
        desk.set("PATH", "/usr/bin");
        desk.disk.writeExecutable("/usr/bin/tool");
        desk.launchFailure = {Outcome::kNotFound, ENOENT, "/usr/bin/fish"};
    });
}

TEST(Shell, BecomesTheUsersShellInTheEnvironmentOfTheLaunch) {
    Desk desk = deskWithPainter();
    const Answer answer = desk.type({"shell", "painter"});
    ASSERT_TRUE(answer.launched) << answer.err;
    EXPECT_EQ(answer.launched->executable, "/usr/bin/fish");
    EXPECT_THAT(answer.launched->arguments, ElementsAre("/usr/bin/fish"));
    EXPECT_THAT(answer.launched->environment, Contains("ONE=1"));
    EXPECT_THAT(answer.launched->environment, Contains("SLIPWAY_APPLICATION=painter_4.2"));
}

TEST(Shell, IsShWhereTheUserHasNone) {
    for (const char* none : {"SHELL=", "SHELLFISH=/bin/no"}) {
        Desk desk = deskWithPainter();
        std::erase(desk.environment, "SHELL=/usr/bin/fish");
        desk.environment.push_back(none);
        EXPECT_EQ(desk.type({"shell", "painter"}).launched.value().executable, "/bin/sh");
    }
}

TEST(Shell, RunsACommandWithItsArgumentsAsTheyAre) {
    Desk desk = deskWithPainter();
    const Answer answer = desk.type({"shell", "painter", "--", "tool", "--help", "", "--", "\xff"});
    ASSERT_TRUE(answer.launched) << answer.err;
    EXPECT_EQ(answer.launched->executable, "/usr/bin/tool");
    EXPECT_THAT(answer.launched->arguments, ElementsAre("tool", "--help", "", "--", "\xff"));
}

TEST(Shell, FindsTheCommandOnThePathThatTheLaunchComposes) {
    Desk desk = deskWithPainter();
    desk.disk.writeExecutable("/studio/a-1.0/bin/tool");
    const Answer answer = desk.type({"shell", "painter", "--", "tool"});
    EXPECT_EQ(answer.launched.value().executable, "/studio/a-1.0/bin/tool");
}

TEST(Shell, SaysWhichCommandIsNotThere) {
    Desk desk = deskWithPainter();
    const Answer answer = desk.type({"shell", "painter", "--", "tol"});
    EXPECT_EQ(answer.code, 127);
    EXPECT_EQ(answer.err, "slipway: 'tol' was not found on the PATH of that environment\n");
    EXPECT_FALSE(answer.launched);
}

TEST(Shell, SaysWhyTheShellCouldNotBeStarted) {
    Desk desk = deskWithPainter();
    const Answer answer = desk.type({"shell", "painter"});
    EXPECT_EQ(answer.code, 127);
    EXPECT_THAT(answer.err, HasSubstr("slipway: cannot start '/usr/bin/fish'"));
}

TEST(Shell, IsRefusedAsTheLaunchWouldBe) {
    Desk desk = deskWithPainter();
    EXPECT_EQ(desk.type({"shell", "painter@9"}).code, 127);
    EXPECT_EQ(desk.type({"shell", "pinter"}).code, 127);
    desk.plugin("b-1.0", "slipway = 1\n[[integration]]\nrequires = [\"c\"]\n");
    desk.set("SLIPWAY_STRICT", "1");
    const Answer answer = desk.type({"shell", "painter"});
    EXPECT_EQ(answer.code, 125);
    EXPECT_FALSE(answer.launched);
    EXPECT_THAT(answer.err, HasSubstr("integration 'b' is left out"));
}

TEST(Shell, IsOfOneApplication) {
    Desk desk = deskWithPainter();
    const Answer answer = desk.type({"shell", "painter", "tool"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.err,
              "slipway: unexpected 'tool': slipway shell APP[@VERSION] [--run-before] [-- COMMAND "
              "ARGS…]\n");
}

}  // namespace
}  // namespace slipway
