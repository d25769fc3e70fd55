// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world whose catalogue is kept, with one plugin that changes.

#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/support/sandbox.h"

namespace slipway::test {

class Rebuild : public ::testing::Test {
  protected:
    Rebuild() {
        world.set("SLIPWAY_LOG", "info");
        world.set("SLIPWAY_LOG_FILE", "$SANDBOX/launches.log");
        write("first");
        warmCache(world);
    }
    void write(const std::string& value) const {
        world.integration("studio/one-1.0", "VALUE.set = '" + value + "'");
    }
    void expectAtNextLaunch(const std::string& value) const { expect(world.maya(), value); }
    static void expect(const Launch& launched, const std::string& value) {
        EXPECT_EQ(launched["VALUE"], value) << launched;
        EXPECT_EQ(launched.said(), "");
    }

    MayaSandbox world;
};

}  // namespace slipway::test
