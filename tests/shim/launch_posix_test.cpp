// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <cerrno>
#include <string>

#include "shim/launch.h"

namespace slipway {
namespace {

class SmallWorld final : public World {
  public:
    std::size_t argumentSpace() override { return 200'000; }
};

class DescribeFailure : public ::testing::Test {
  protected:
    std::string describe(Outcome outcome, int error) {
        return std::string(describeFailure({outcome, error, "/opt/maya"}, plan, world, arena));
    }
    void environment(const std::string& entry) {
        texts[0] = arena.copy(entry).data();
        plan.environment = {texts, 1};
    }

    Arena arena;
    SmallWorld world;
    LaunchPlan plan;
    const char* texts[2] = {};
};

TEST_F(DescribeFailure, NamesTheExecutableAndWhatTheSystemSaid) {
    EXPECT_EQ(describe(Outcome::kNotExecutable, EACCES),
              "cannot start '/opt/maya': Permission denied");
}

// As it comes about under SLIPWAY_BYPASS, where nothing is looked at ahead of the execve.
TEST_F(DescribeFailure, OfWhatIsTooLargeNamesTheVariableAndItsSize) {
    environment("BIG=" + std::string(131'072, 'x'));
    const std::string said = describe(Outcome::kRefused, E2BIG);
    EXPECT_NE(said.find("the variable BIG would have 131077 bytes"), std::string::npos) << said;
}

TEST_F(DescribeFailure, OfWhatFitsByItselfIsWhatTheSystemSaid) {
    environment("SMALL=1");
    EXPECT_EQ(describe(Outcome::kRefused, E2BIG),
              "cannot start '/opt/maya': Argument list too long");
}

}  // namespace
}  // namespace slipway
