// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What people read on a terminal, to the letter.

#include "tests/blackbox/golden_studio.h"

namespace slipway::test {
namespace {

TEST_F(Golden, ExplainOnATerminal) {
    world.set("TERM", "xterm-256color");
    Command command = world.command(slipwayExecutable(), {"explain", "maya"});
    command.terminal = true;
    expectGolden(world, "explain-terminal.txt", run(command).output);
}

}  // namespace
}  // namespace slipway::test
