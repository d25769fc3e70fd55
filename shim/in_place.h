// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A shim that stands in an executable's own place (spec 3.1): a copy of the shim under the
// executable's name, and the executable itself beside it under another.

#pragma once

#include <string_view>

#include "resolver/arena.h"
#include "resolver/platform.h"

namespace slipway {

// The other name: `maya.slipway-real`, on Windows `maya.slipway-real.exe`.
std::string_view realNameOf(std::string_view path, const PlatformRules& rules, Arena& arena);

// The real executable where a shim is installed in the place of `path`, else `path` itself. Where
// an update of the application has overwritten the shim that is `path`, too: what stands beside it
// is of before the update. Both end with a NUL.
std::string_view executableBehind(std::string_view path, Arena& arena);

}  // namespace slipway
