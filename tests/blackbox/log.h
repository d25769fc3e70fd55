// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world whose launches are written to a file.

#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/support/sandbox.h"

namespace slipway::test {

class Log : public ::testing::Test {
  protected:
    Log() {
        world.set("SLIPWAY_LOG", "info");
        world.set("SLIPWAY_LOG_FILE", "$SANDBOX/log");
    }

    void breakAPlugin() { world.plugin("studio/broken-1.0", "slipway = 1\n[[integration"); }
    std::string text() const {
        return std::filesystem::exists(file) ? readFile(file) : "there is none";
    }

    MayaSandbox world;
    const std::filesystem::path file = world / "log";
};

}  // namespace slipway::test
