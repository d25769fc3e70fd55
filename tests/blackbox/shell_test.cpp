// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway shell`.

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ShellVerb : public ::testing::Test {
  protected:
    ShellVerb() {
        world.plugin("studio/here-1.0", R"(slipway = 1
[[application]]
name = "maya"
working_directory = "{home}"
[[integration]]
[integration.env]
ODD.set = "it's\n{env.RAW}"
)");
        world.set("RAW", "\"$x\" %x%");
    }

    MayaSandbox world;
};

TEST_F(ShellVerb, IsWhatItIsToldWithTheEnvironmentOfTheApplication) {
    Command command =
        world.command(slipwayExecutable(), {"shell", "maya", "--", probeExecutable(), "a b", ""});
    command.workingDirectory = world.makeFolder("here");
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->workingDirectory, world / "here") << "the caller's own";
    EXPECT_THAT(launched.report->arguments, ElementsAre(probeExecutable(), "a b", ""));
    EXPECT_EQ(launched["ODD"], "it's\n\"$x\" %x%");
    EXPECT_EQ(launched.said(), "");
}

TEST_F(ShellVerb, HasTheEnvironmentThatTheLaunchHas) {
    const auto environmentOf = [](Launch launched) {
        std::vector<std::string> environment = launched.report.value().environment;
        std::erase_if(environment, [](const std::string& entry) {
            return entry.starts_with("SLIPWAY_LAUNCH_ID=") || entry.starts_with("SLIPWAY_SESSION=");
        });
        std::ranges::sort(environment);
        return environment;
    };
    const Command command =
        world.command(slipwayExecutable(), {"shell", "maya", "--", probeExecutable()});
    EXPECT_EQ(environmentOf(launch(command)), environmentOf(world.maya()));
}

TEST_F(ShellVerb, EndsAsTheShellEnds) {
    const bool isWindows = kHost.name == "windows";
    world.set("SHELL", "/bin/sh");
    Command command = world.command(slipwayExecutable(), {"shell", "maya"});
    command.input = isWindows ? "echo %SLIPWAY_APPLICATION%\r\nexit 42\r\n"
                              : "echo \"$SLIPWAY_APPLICATION\"\nexit 42\n";
    const Ended ended = run(command);
    EXPECT_THAT(ended.output, HasSubstr("maya_2024")) << ended;
    EXPECT_EQ(ended.code, 42);
}

}  // namespace
}  // namespace slipway::test
