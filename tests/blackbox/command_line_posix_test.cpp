// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.7: `slipway` at a terminal, and for shells.

#include <gmock/gmock.h>

#include "tests/blackbox/command_line.h"

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST_F(CommandLine, ColoursOnlyATerminalAndOnlyWithoutNoColor) {
    world.integration("studio/one-1.0", "ONE.set = '1'");
    const std::vector<std::string> arguments = {"explain", "maya"};
    EXPECT_EQ(std::ranges::count(world.slipway(arguments).output, '\x1b'), 0);
    world.set("TERM", "xterm");
    Command command = world.command(slipwayExecutable(), arguments);
    command.terminal = true;
    EXPECT_NE(std::ranges::count(run(command).output, '\x1b'), 0);
    command.environment.emplace_back("NO_COLOR=1");
    EXPECT_EQ(std::ranges::count(run(command).output, '\x1b'), 0);
}

TEST_F(Env, ForShIsEvaluatedToTheLaunchsEnvironment) {
    const Ended ended = world.slipway({"env", "maya", "--format", "sh"});
    ASSERT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(ended.errors, "");
    world.write("script", ended.output);
    for (const char* shell : {"sh", "bash"}) {
        const Launch evaluated =
            launch(world.command(program(shell), {"-c", "eval \"$(cat \"$1\")\"; exec \"$2\"", "sh",
                                                  world / "script", world.executable()}));
        ASSERT_TRUE(evaluated.report) << evaluated;
        for (const auto& [name, value] : kNasty) EXPECT_EQ(evaluated[name], value) << shell;
        EXPECT_EQ(evaluated["GONE"], std::nullopt);
        EXPECT_EQ(evaluated["LIST"], "new:was");
        EXPECT_EQ(evaluated["SLIPWAY_APPLICATION"], "maya_2024");
    }
}

TEST_F(Env, IsForShUnlessSaidOtherwise) {
    const Ended plain = world.slipway({"env", "maya"});
    EXPECT_EQ(plain.code, 0);
    EXPECT_THAT(plain.output, AllOf(HasSubstr("LIST=new:was\n"), HasSubstr("unset GONE\n")));
}

}  // namespace
}  // namespace slipway::test
