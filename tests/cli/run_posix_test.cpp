// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>

#include "tests/cli/desk.h"

namespace slipway {
namespace {

using test::Answer;
using test::Desk;
using testing::ElementsAre;

// What is on PATH is looked for on the real disk.
TEST(Run, BypassedOpensNoManifestAndChangesNothing) {
    Desk desk;
    desk.set("PATH", "/bin");
    desk.set("SLIPWAY_BYPASS", "1");
    const Answer answer = desk.type({"run", "sh", "-c", "x"});
    ASSERT_TRUE(answer.launched);
    EXPECT_EQ(answer.launched->executable, "/bin/sh");
    EXPECT_THAT(answer.launched->arguments, ElementsAre("/bin/sh", "-c", "x"));
    EXPECT_EQ(answer.launched->environment, desk.environment);
    EXPECT_TRUE(desk.disk.log().empty());
    EXPECT_EQ(desk.type({"run", "no-such-command"}).code, 127);
}

}  // namespace
}  // namespace slipway
