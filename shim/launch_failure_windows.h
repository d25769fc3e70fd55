// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Windows' error numbers, for people.

#pragma once

#include <string_view>

#include "resolver/system_windows.h"

namespace slipway {

// "access denied"; the system's own words, without a line's end, for what is rare.
std::string_view errorInWords(DWORD error, Arena& arena);

}  // namespace slipway
