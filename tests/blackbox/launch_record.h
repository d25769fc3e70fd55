// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world whose launches are recorded.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

using Json = nlohmann::json;

class LaunchRecord : public ::testing::Test {
  protected:
    LaunchRecord() { world.set("TZ", "UTC"); }

    void breakAPlugin() const { world.plugin("studio/broken-1.0", "slipway = 1\n[[integration"); }
    Ended log(std::vector<std::string> arguments = {}) const {
        arguments.insert(arguments.begin(), "log");
        return world.slipway(arguments);
    }
    Json launches(std::vector<std::string> arguments = {}) const {
        arguments.emplace_back("--json");
        return Json::parse(log(arguments).output)["launches"];
    }
    std::size_t lines() const {
        const std::string text = readFile(record);
        return static_cast<std::size_t>(std::ranges::count(text, '\n'));
    }
    void configure(const std::string& text) const {
        world.write("home/.config/slipway/config.toml", text);
    }

    MayaSandbox world;
    const std::filesystem::path record = world.cache() / "launches";
};

}  // namespace slipway::test
