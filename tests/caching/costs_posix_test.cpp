// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a launch may take at most, whatever the machine; times are the benchmark's.

#include <gtest/gtest.h>

#include "tests/benchmark/counts.h"
#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

TEST(Costs, OfALaunchWithAThousandPluginsAreFourMegabytesAtMost) {
    MayaSandbox world;
    for (int i = 0; i < 1000; ++i) {
        const std::string number = std::to_string(i);
        const bool applies = i % 200 == 0;
        world.plugin("studio/tool-" + number + "-1.0",
                     "slipway = 1\n[[integration]]\nwhen = 'application.name = " +
                         std::string(applies ? "maya" : "nuke") + "'\n[integration.env]\nTOOL_" +
                         number + ".set = '{plugin.dir}'\n");
    }
    warmCache(world);
    const Command launch = world.mayaCommand();
    const auto kibibytes =
        benchmark::peakMemoryOf({{launch.executable.string()}, launch.environment});
    ASSERT_TRUE(kibibytes);
    EXPECT_LE(*kibibytes, 4096u);
    EXPECT_GE(*kibibytes, 100u);
}

}  // namespace
}  // namespace slipway::test
