// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "resolver/platform.h"

namespace slipway {

// Relative to some folder. What Windows calls relative to a drive (`C:x`, `\x`) is neither that nor
// absolute: it is on whatever drive, or in whatever folder, the process happens to be.
bool isRelativePath(std::string_view path, const PlatformRules& rules);

}  // namespace slipway
