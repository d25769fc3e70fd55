// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.2: what exceeds the stack's limit together is refused.

#include <gmock/gmock.h>
#include <sys/resource.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

TEST(Limits, TogetherArgumentsAndEnvironmentHaveAQuarterOfTheStack) {
    MayaSandbox world;
    std::string env;
    for (int i = 0; i < 8; ++i) {
        env += "PART_" + std::to_string(i) + ".set = '" + std::string(100'000, 'x') + "'\n";
    }
    world.integration("studio/many-1.0", env);
    EXPECT_TRUE(world.maya().report);
    Command command = world.mayaCommand();
    command.prepare = [] {
        const rlimit stack{2'000'000, 2'000'000};
        setrlimit(RLIMIT_STACK, &stack);
    };
    const Ended ended = run(command);
    EXPECT_EQ(ended.code, 125);
    EXPECT_THAT(ended.errors, HasSubstr("the system takes 500000; the largest variables: PART_"));
}

}  // namespace
}  // namespace slipway::test
