// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A refusal that nobody can read: an artist clicked an icon, and there is no terminal (spec 2.2).

#pragma once

#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// How the helper is called: `slipway show-refusal COMMAND REASON…`.
inline constexpr std::string_view kShowRefusalVerb = "show-refusal";

// Whether stderr is no terminal, and a desktop is there that could show it instead.
bool isSeenOnDesktopOnly(std::span<const char* const> environment);

// Lets the helper show it; returns once the helper is gone, which does not wait for anybody to
// look. Where it cannot be shown nothing happens.
void showRefusal(std::string_view slipway, std::string_view command,
                 std::span<const std::string_view> reasons,
                 std::span<const char* const> environment, Arena& arena);

}  // namespace slipway
