// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A plugin that concerns the application, and one that does not.

#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/support/rights.h"
#include "tests/support/sandbox.h"

namespace slipway::test {

class Care : public ::testing::Test {
  protected:
    Care() {
        world.integration("studio/one-1.0", "VALUE.append = 'one'");
        forNuke("nuke-1.0");
    }

    void forNuke(const std::string& folder, const std::string& more = "") const {
        world.plugin("studio/" + folder, "slipway = 1\n" + more +
                                             "[[integration]]\nwhen = 'application.name = nuke'\n"
                                             "env.VALUE.append = 'nuke'\n");
    }
    std::string value() const { return world.maya()["VALUE"].value_or("(unset)"); }
    std::string valueReadAnew() {
        world.set("SLIPWAY_CACHE", "off");
        const std::string anew = value();
        world.unset("SLIPWAY_CACHE");
        return anew;
    }
    // A change is seen at once, and makes a difference.
    void expectSeen(const std::string& before, const std::string& after,
                    const std::function<void()>& change) {
        warmCache(world);
        EXPECT_EQ(value(), list(before));
        change();
        EXPECT_EQ(value(), list(after));
        EXPECT_EQ(valueReadAnew(), list(after));
    }

    MayaSandbox world;
};

}  // namespace slipway::test
