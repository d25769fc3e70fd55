// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/system_windows.h"
#include "shim/in_place.h"
#include "shim/marker.h"

namespace slipway {

std::string_view executableBehind(std::string_view path, Arena& arena) {
    const std::string_view real = realNameOf(path, kHostRules, arena);
    const bool isThere = ::GetFileAttributesW(widePath(real, arena)) != INVALID_FILE_ATTRIBUTES;
    return isThere && isShim(path.data()) ? real : path;
}

}  // namespace slipway
