// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.2: an application cannot tell, but by its environment, that it was started through a shim.

#include "tests/blackbox/transparency.h"

#include <gmock/gmock.h>

namespace slipway::test {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::UnorderedElementsAreArray;

INSTANTIATE_TEST_SUITE_P(Catalogue, Transparency,
                         ::testing::Combine(::testing::Values(Catalogues::kCold, Catalogues::kWarm,
                                                              Catalogues::kOff),
                                            ::testing::ValuesIn(kShimKinds)),
                         nameOf);

TEST_P(Transparency, ALaunchWithNothingToReportIsSilent) {
    const Launch launched = world.maya();
    EXPECT_TRUE(launched.report) << "stdout is not the application's alone: " << launched;
    EXPECT_EQ(launched.said(), "");
}

TEST_P(Transparency, ArgumentZeroIsTheExecutableAsFound) {
    const Launch launched = world.maya({"-v"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world.executable(), "-v"));
    EXPECT_EQ(launched.report->startedAs, world.executable());
    EXPECT_EQ(launched.report->ownPath, world.executable());
}

TEST_P(Transparency, ArgumentsPassAsTheyAre) {
    std::vector<std::string> arguments = {"",
                                          " ",
                                          "a b",
                                          "\"",
                                          "'",
                                          "\\",
                                          "\\\\\"",
                                          "$HOME",
                                          "`id`",
                                          "%PATH%",
                                          "{env.HOME}",
                                          "-h",
                                          "--help",
                                          "--version",
                                          "--",
                                          "\xc3\xa4",
                                          "*",
                                          "~",
                                          "line\nline\r\n\ttab",
                                          std::string(2'000, 'x')};
    const Launch launched = world.maya(arguments);
    ASSERT_TRUE(launched.report) << launched.said();
    arguments.insert(arguments.begin(), world.executable());
    EXPECT_THAT(launched.report->arguments, ElementsAreArray(arguments));
}

TEST_P(Transparency, EnvironmentThatNoPluginTouchesPassesAsItIs) {
    world.set("EMPTY", "");
    world.set("SPACE IN NAME", " x ");
    world.set("\xc3\xa4", "\xc3\xa4=\n%PATH%\"");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(withoutLaunchVariables(launched.report->environment),
                UnorderedElementsAreArray(world.environment()));
}

TEST_P(Transparency, WorkingDirectoryIsTheCallers) {
    Command command = world.mayaCommand();
    command.workingDirectory = world.makeFolder("some where/else");
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->workingDirectory, world / "some where/else");
}

TEST_P(Transparency, StdinIsReadByTheApplicationAlone) {
    world.set("PROBE_STDIN", "1");
    Command command = world.mayaCommand();
    command.input = std::string(300'000, 'x') + "end\n";
    const Launch launched = launch(command);
    const Launch without = launch(direct(command));
    ASSERT_TRUE(launched.report && without.report) << launched << without;
    EXPECT_EQ(launched.report->inputSize, command.input.size());
    EXPECT_EQ(launched.report->inputDigest, without.report->inputDigest);
}

TEST_P(Transparency, ExitCodesAreTheApplications) {
    for (const int code : {0, 1, 2, 7, 124, 125, 126, 127, 128, 254, 255}) {
        world.set("PROBE_EXIT", std::to_string(code));
        EXPECT_EQ(world.maya().ended.code, code);
    }
}

}  // namespace slipway::test
