// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Commands whose shims find wrappers of the same names.

#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/support/script.h"

namespace slipway::test {

class Loop : public ::testing::Test {
  protected:
    Loop() {
        world.set("PATH", "$SANDBOX/shims:$SANDBOX/wrappers:/usr/bin:/bin");
        world.makeFolder("shims");
        for (const char* name : {"tool", "other"}) {
            world.putShim(world.shim(name), ShimKind::kSymbolicLink);
        }
    }

    // It calls another, waits for it, and writes a line each time that it is called itself.
    void calling(const std::string& name, const std::string& called) {
        writeScript(world, "wrappers/" + name, {.ran = world / "calls", .calls = called});
    }
    std::size_t calls() const { return timesRan(world / "calls"); }
    Ended start(const std::string& name) { return run(world.command(world.shim(name))); }

    Sandbox world;
};

}  // namespace slipway::test
