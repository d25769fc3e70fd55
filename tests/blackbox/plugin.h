// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world whose root, `studio`, is to be filled.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

using Json = nlohmann::json;

inline constexpr const char* kManifest =
    "slipway = 1\n[integration.env]\nTOOL.set = '{plugin.dir}'\n";

class PluginVerb : public ::testing::Test {
  protected:
    PluginVerb() { world.makeFolder("studio"); }

    Ended add(const std::string& what) const { return world.slipway({"plugin", "add", what}); }
    std::vector<std::string> inRoot() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(world / "studio")) {
            names.push_back(entry.path().filename().string());
        }
        std::ranges::sort(names);
        return names;
    }
    std::string tool() const {
        return Json::parse(world.slipway({"env", "maya", "--format", "json"}).output)["set"].value(
            "TOOL", "");
    }
    Sandbox world;
};

}  // namespace slipway::test
