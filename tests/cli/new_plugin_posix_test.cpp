// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Of the executable, on a real disk; tests/windows/command_line_test.cpp has the same for Windows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sandbox.h"

namespace slipway {
namespace {

using testing::HasSubstr;

TEST(New, MakesAPluginThatExplainShows) {
    test::Sandbox world;
    world.application("maya", {"2024"});
    const test::Ended ended = world.slipway({"new", "plugin", "tools", "--to", world / "studio"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("made " + (world / "studio/tools-0.1.0").string()));
    const test::Ended explained = world.slipway({"explain", "maya"});
    EXPECT_THAT(explained.output,
                HasSubstr("prepend  " + (world / "studio/tools-0.1.0/python").string()));
    EXPECT_EQ(world.slipway({"check"}).code, 0);
}

TEST(New, NeverTouchesWhatIsThere) {
    test::Sandbox world;
    world.write("studio/tools-0.1.0/slipway.toml", "mine");
    const test::Ended ended = world.slipway({"new", "plugin", "tools", "--to", world / "studio"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("it is there already"));
    EXPECT_EQ(test::readFile(world / "studio/tools-0.1.0/slipway.toml"), "mine");
}

}  // namespace
}  // namespace slipway
