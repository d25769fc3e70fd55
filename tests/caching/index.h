// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A root with one plugin whose index is published.

#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

class Index : public ::testing::Test {
  protected:
    Index() {
        plugin("one-1.0", "first");
        ended = publish();
    }

    std::filesystem::path plugin(const std::string& folder, const std::string& value) const {
        return world.integration("studio/" + folder, "VALUE.append = '" + value + "'");
    }
    Ended publish(std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"index", (world / "studio").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return world.slipway(arguments);
    }
    std::string value() {
        launched.emplace(world.maya());
        EXPECT_TRUE(launched->report) << *launched;
        return (*launched)["VALUE"].value_or("(unset)");
    }
    std::filesystem::path file() const { return world / "studio/.slipway/index"; }

    MayaSandbox world;
    Ended ended;
    std::optional<Launch> launched;
};

}  // namespace slipway::test
