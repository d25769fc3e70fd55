// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// How large a launch may be (spec 2.2): what a platform does not take is refused by name and size,
// nothing is ever cut.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/platform.h"

namespace slipway {

// In bytes, or in units of UTF-16, each text with the NUL that ends it.
struct LaunchLimits {
    std::size_t oneText;   // one variable with its name and `=`, or one argument
    std::size_t together;  // that all of them may have in any case
    std::size_t perText;   // what each counts besides: its pointer
    bool inUtf16 = false;
};

// Of Linux execve(2), "Limits on size of arguments and environment".
inline constexpr LaunchLimits kLinuxLimits{131'072, 131'072, 8};
inline constexpr LaunchLimits kMacosLimits{1'048'576, 1'048'576, 8};
inline constexpr LaunchLimits kWindowsLimits{32'767, SIZE_MAX, 0, true};

const LaunchLimits& limitsOf(const PlatformRules& rules);

struct LaunchTexts {
    std::string_view executable;
    std::span<const char* const> arguments;
    std::span<const char* const> environment;
};

// Why the system would refuse these, in words; empty where it would not. `space` is what this
// system takes of all together.
std::string_view whyTooLarge(const LaunchTexts& texts, const LaunchLimits& limits,
                             std::size_t space, Arena& arena);

}  // namespace slipway
