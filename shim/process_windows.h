// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What of a process Windows tells only when asked.

#pragma once

#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// "NAME=value" each, as bytes (resolver/utf16.h); a null pointer behind it.
std::span<const char* const> processEnvironment(Arena& arena);

// Of the process's own file.
std::string_view ownPath(Arena& arena);

}  // namespace slipway
