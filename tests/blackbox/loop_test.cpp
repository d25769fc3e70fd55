// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.3: a loop, through somebody else's wrapper too, ends with 125 and the chain that was
// followed: 100 nested launches.

#include "tests/blackbox/loop.h"

#include <gmock/gmock.h>

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* kNested = "after 100 launches within one another";

TEST_F(Loop, AWrapperThatCallsItsOwnNameIsEndedAfter100Launches) {
    calling("tool", "tool");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_EQ(calls(), 100);
    const std::string wrapper = world / ("wrappers/tool" + std::string(kScriptEnding));
    EXPECT_THAT(ended.errors,
                AllOf(HasSubstr(kNested), HasSubstr("tool (" + wrapper + ") → tool again")));
}

TEST_F(Loop, OfTwoCommandsNamesBoth) {
    calling("tool", "other");
    calling("other", "tool");
    const Ended ended = start("other");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_EQ(calls(), 100);
    const auto named = [&](const std::string& name) {
        return name + " (" + (world / "wrappers/").string() + name + std::string(kScriptEnding) +
               ")";
    };
    EXPECT_THAT(ended.errors,
                HasSubstr(named("other") + " → " + named("tool") + " → other again\n"));
}

// Nothing may be added to the environment then.
TEST_F(Loop, OfBypassedLaunchesIsEndedAfter100LaunchesWithinOneAnother) {
    calling("tool", "tool");
    world.set("SLIPWAY_BYPASS", "1");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_EQ(calls(), 100);
    EXPECT_THAT(ended.errors, HasSubstr(kNested));
}

}  // namespace
}  // namespace slipway::test
