// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.2: what exceeds the platform's limits is refused by name and size; nothing is ever cut.

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

// With its name, and what ends it: of execve(2) MAX_ARG_STRLEN, in bytes, of Windows in characters.
const std::size_t kMostOfOne = kHost.name == "windows" ? 32'767 : 131'072;

class LargeVariable : public ::testing::Test {
  protected:
    // A plugin adds one letter and the separator to what the user has.
    void ofSize(std::size_t finalSize) {
        world.integration("studio/one-1.0", "BIG.append = 'x'");
        world.set("BIG", std::string(finalSize - 2 - 5, 'y'));  // "BIG=" and NUL
    }
    // What is said of one that is larger by one.
    static std::string tooLarge() {
        const std::string unit = kHost.name == "windows" ? " characters" : " bytes";
        return "the variable BIG would have " + std::to_string(kMostOfOne + 1) + unit;
    }

    MayaSandbox world;
};

TEST_F(LargeVariable, OfTheLargestSizePasses) {
    ofSize(kMostOfOne);
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched.said();
    EXPECT_EQ(launched["BIG"]->size(), kMostOfOne - 5);
}

TEST_F(LargeVariable, LargerThanThatIsRefusedWithItsNameAndSize) {
    ofSize(kMostOfOne + 1);
    const Ended ended = world.maya().ended;
    EXPECT_EQ(ended.code, 125);
    EXPECT_EQ(ended.errors, "slipway: not launched: " + tooLarge() + " with its name, and " +
                                std::to_string(kMostOfOne) +
                                " is the most that the system takes of one\n");
}

TEST_F(LargeVariable, IsToldOfByExplainAndEnvAndRefusedByRun) {
    ofSize(kMostOfOne + 1);
    EXPECT_THAT(world.slipway({"explain", "maya"}).output, HasSubstr(tooLarge()));
    EXPECT_THAT(world.slipway({"env", "maya"}).errors, HasSubstr(tooLarge()));
    EXPECT_EQ(world.slipway({"run", "maya"}).code, 125);
}

TEST_F(LargeVariable, MadeOfItselfIsRefused) {
    world.set("LARGE", std::string(kMostOfOne * 3 / 4, 'x'));
    world.integration("studio/large-1.0", "LARGE.append = '{env.LARGE}'");
    const Launch launched = world.maya();
    EXPECT_EQ(launched.ended.code, 125) << launched;
    EXPECT_THAT(launched.said(), ::testing::StartsWith("slipway: not launched"));
}

}  // namespace
}  // namespace slipway::test
