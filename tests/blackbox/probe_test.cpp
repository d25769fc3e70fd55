// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The probe by itself: what tests find through a shim is worth what the probe tells without one.

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::ElementsAreArray;
using ::testing::UnorderedElementsAreArray;

TEST(Probe, ReportsItsArgumentsAndItsEnvironment) {
    Sandbox world;
    world.set("EMPTY", "");
    world.set("TEXT", "\xc3\xa4 \"=\\\n");
    Command command = world.command(probeExecutable());
    command.arguments = {"other name", "", "a \"b\" c\\", "\xc3\xa4"};
    const Launch direct = launch(command);
    ASSERT_TRUE(direct.report) << direct;
    EXPECT_THAT(direct.report->arguments, ElementsAreArray(command.arguments));
    EXPECT_THAT(direct.report->environment, UnorderedElementsAreArray(command.environment));
    EXPECT_EQ(direct["EMPTY"], "");
    EXPECT_EQ(direct["MISSING"], std::nullopt);
}

TEST(Probe, ReportsWhatAndWhereItIs) {
    const Sandbox world;
    const Launch direct = launch(world.command(probeExecutable()));
    ASSERT_TRUE(direct.report) << direct;
    EXPECT_EQ(direct.report->pid, direct.ended.pid);
    EXPECT_EQ(direct.report->ownPath, probeExecutable());
    EXPECT_EQ(direct.report->workingDirectory, world / "home");
}

TEST(Probe, EndsAsItsVariableSays) {
    Sandbox world;
    world.set("PROBE_EXIT", "255");
    EXPECT_EQ(launch(world.command(probeExecutable())).ended.code, 255);
}

TEST(Probe, ReportsADigestOfStdin) {
    Sandbox world;
    world.set("PROBE_STDIN", "1");
    Command command = world.command(probeExecutable());
    command.input = "foobar";
    const Launch direct = launch(command);
    ASSERT_TRUE(direct.report) << direct;
    EXPECT_EQ(direct.report->inputSize, 6);
    EXPECT_EQ(direct.report->inputDigest, "85944171f73967e8");  // published FNV-1a test vector
}

TEST(Probe, LeavesStdoutAloneWhenItWritesToAFile) {
    Sandbox world;
    world.set("PROBE_OUTPUT", "$SANDBOX/report");
    const Ended ended = run(world.command(probeExecutable()));
    EXPECT_EQ(ended.output, "");
    EXPECT_TRUE(readReport(readFile(world / "report"))) << ended;
}

TEST(Process, CannotBeStartedFromNothing) {
    const Sandbox world;
    EXPECT_THROW(run(world.command(world / "no-such-program")), std::system_error);
}

}  // namespace
}  // namespace slipway::test
