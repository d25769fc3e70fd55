// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.2: what exceeds the platform's limits is refused by name and size; nothing is ever cut.

#include <gmock/gmock.h>
#include <sys/resource.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

constexpr std::size_t kMostOfOne = 131'072;  // execve(2), MAX_ARG_STRLEN

class Limits : public ::testing::Test {
  protected:
    // A plugin adds one byte and the separator to what the user has.
    void bigVariable(std::size_t finalSize) {
        world.integration("studio/one-1.0", "BIG.append = 'x'");
        world.set("BIG", std::string(finalSize - 2 - 5, 'y'));  // "BIG=" and NUL
    }

    MayaSandbox world;
};

TEST_F(Limits, AVariableOf128KiBPasses) {
    bigVariable(kMostOfOne);
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched.said();
    EXPECT_EQ(launched["BIG"]->size(), kMostOfOne - 5);
}

TEST_F(Limits, ALargerOneIsRefusedWithItsNameAndSize) {
    bigVariable(kMostOfOne + 1);
    const Ended ended = world.maya().ended;
    EXPECT_EQ(ended.code, 125);
    EXPECT_EQ(ended.errors,
              "slipway: not launched: the variable BIG would have 131073 bytes with its name, and "
              "131072 is the most that the system takes of one\n");
}

TEST_F(Limits, ExplainAndEnvSayTheSame) {
    bigVariable(kMostOfOne + 1);
    EXPECT_THAT(world.slipway({"explain", "maya"}).output,
                HasSubstr("BIG would have 131073 bytes"));
    EXPECT_THAT(world.slipway({"env", "maya"}).errors, HasSubstr("BIG would have 131073 bytes"));
    EXPECT_EQ(world.slipway({"run", "maya"}).code, 125);
}

TEST_F(Limits, TogetherArgumentsAndEnvironmentHaveAQuarterOfTheStack) {
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
