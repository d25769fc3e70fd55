// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include "shim/in_place.h"
#include "shim/marker.h"

namespace slipway {

std::string_view executableBehind(std::string_view path, Arena& arena) {
    const std::string_view real = realNameOf(path, kHostRules, arena);
    // The one question that every launch asks: is there such a file at all?
    if (::access(real.data(), F_OK) != 0) return path;
    return isShim(path.data()) ? real : path;
}

}  // namespace slipway
