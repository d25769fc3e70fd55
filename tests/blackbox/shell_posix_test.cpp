// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway shell`: one process, and bytes that are no text.

#include <gtest/gtest.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

TEST(ShellVerbOfPosix, IsTheVeryProcess) {
    MayaSandbox world;
    world.integration("studio/here-1.0", "ODD.set = '{env.RAW}'");
    world.set("RAW", "\xff $x");
    const Launch launched =
        launch(world.command(slipwayExecutable(), {"shell", "maya", "--", probeExecutable()}));
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->pid, launched.ended.pid);
    EXPECT_EQ(launched["ODD"], "\xff $x");
}

}  // namespace
}  // namespace slipway::test
