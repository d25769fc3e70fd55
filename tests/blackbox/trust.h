// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Worlds in which something is not to be trusted, or is missing.

#pragma once

#include <gmock/gmock.h>

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "tests/support/rights.h"
#include "tests/support/sandbox.h"

namespace slipway::test {

// A plugin that counts, and one in a root of its own that is in question.
class Trust : public ::testing::Test {
  protected:
    Trust() {
        world.integration("studio/good-1.0", "GOOD.set = 'yes'");
        world.integration("shared/one-1.0", "ONE.set = 'yes'");
        world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/shared");
        for (const char* name : {"shared", "shared/one-1.0", "shared/one-1.0/slipway.toml"}) {
            letOthersOnlyRead(world / name);
        }
    }

    void expectTrusted() {
        const Launch launched = world.maya();
        EXPECT_EQ(launched["ONE"], "yes") << launched;
        EXPECT_EQ(launched.said(), "");
    }
    // At every launch, kept or not.
    void expectLeftOut(const std::string& place, const std::string& reason) {
        for (int time = 0; time < 2; ++time) {
            const Launch launched = world.maya();
            EXPECT_EQ(launched["GOOD"], "yes") << launched;
            EXPECT_EQ(launched["ONE"], std::nullopt) << launched;
            EXPECT_THAT(launched.said(),
                        ::testing::AllOf(::testing::HasSubstr("'" + place + "' " + reason),
                                         ::testing::HasSubstr("left out")));
        }
        for (const auto& [name, value] :
             {std::pair("SLIPWAY_STRICT", "1"), {"SLIPWAY_MODE", "farm"}}) {
            world.set(name, value);
            EXPECT_EQ(world.maya().ended.code, 125) << name;
            world.unset(name);
        }
    }

    MayaSandbox world;
    const std::filesystem::path manifest = world / "shared/one-1.0/slipway.toml";
};

struct Mishap {
    const char* name;
    std::function<void(Sandbox&)> make;  // after a launch that was whole
    bool stops = true;                   // a strict launch, and one on a farm
};
inline void PrintTo(const Mishap& mishap, std::ostream* stream) {
    *stream << mishap.name;
}

class WhenThingsGoWrong : public ::testing::TestWithParam<Mishap> {
  protected:
    MayaSandbox world;
};

inline std::string nameOfMishap(const ::testing::TestParamInfo<Mishap>& test) {
    return test.param.name;
}

constexpr const char* kConfiguration = "home/.config/slipway/config.toml";

inline void configure(Sandbox& world, std::string_view text) {
    world.write(kConfiguration, text);
}

inline void damageCache(Sandbox& world,
                        const std::function<void(const std::filesystem::path&)>& damage) {
    for (const std::filesystem::path& file : cacheFiles(world)) damage(file);
}

}  // namespace slipway::test
