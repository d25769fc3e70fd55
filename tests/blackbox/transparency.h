// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Launches that are compared with those without a shim: with a catalogue compiled at this launch,
// with a kept one, and with SLIPWAY_CACHE=off. A helper process at work must show as little as
// none.

#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

enum class Catalogues { kCold, kWarm, kOff };

// What the application found, less what a launch may add (2.4).
inline std::vector<std::string> withoutLaunchVariables(std::vector<std::string> environment) {
    std::erase_if(environment, [](const std::string& entry) {
        return entry.starts_with("SLIPWAY_LAUNCH_ID=") ||
               entry.starts_with("SLIPWAY_APPLICATION=") || entry.starts_with("SLIPWAY_SESSION=");
    });
    return environment;
}

class Transparency : public ::testing::TestWithParam<std::tuple<Catalogues, ShimKind>> {
  protected:
    void SetUp() override {
        const auto [cache, kind] = GetParam();
        world.putShim("shims/maya$EXE", kind);
        if (cache == Catalogues::kOff) world.set("SLIPWAY_CACHE", "off");
        if (cache == Catalogues::kWarm) warmCache(world);
    }

    // The same command without the shim.
    Command direct(Command command) const {
        command.executable = world.executable();
        command.arguments[0] = world.executable();
        return command;
    }

    MayaSandbox world;
};

inline std::string nameOf(const ::testing::TestParamInfo<std::tuple<Catalogues, ShimKind>>& test) {
    constexpr std::array kNames = {"Cold", "Warm", "Off"};
    const auto [cache, kind] = test.param;
    return kNames[static_cast<std::size_t>(cache)] + shimKindName(kind);
}

}  // namespace slipway::test
