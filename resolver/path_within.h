// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "resolver/platform.h"

namespace slipway {

// Whether a path is the folder or beneath it, as far as names tell. Windows writes separators as it
// likes, and letters in any case.
bool isWithinFolder(std::string_view path, std::string_view folder, const PlatformRules& rules);

}  // namespace slipway
