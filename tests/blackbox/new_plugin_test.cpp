// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway new plugin`, on a real disk.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

TEST(New, MakesAPluginThatExplainShows) {
    Sandbox world;
    world.application("maya", {"2024"});
    const Ended ended = world.slipway({"new", "plugin", "tools", "--to", world / "studio"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("made " + (world / "studio/tools-0.1.0").string()));
    const Ended explained = world.slipway({"explain", "maya"});
    EXPECT_THAT(explained.output, HasSubstr("prepend  " + (world / "studio/tools-0.1.0").string()));
    EXPECT_EQ(world.slipway({"check"}).code, 0);
}

TEST(New, NeverTouchesWhatIsThere) {
    Sandbox world;
    world.write("studio/tools-0.1.0/slipway.toml", "mine");
    const Ended ended = world.slipway({"new", "plugin", "tools", "--to", world / "studio"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("it is there already"));
    EXPECT_EQ(readFile(world / "studio/tools-0.1.0/slipway.toml"), "mine");
}

}  // namespace
}  // namespace slipway::test
