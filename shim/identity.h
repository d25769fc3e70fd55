// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Who am I (spec 2.3).

#pragma once

#include <string_view>

#include "resolver/arena.h"
#include "shim/process.h"

namespace slipway {

inline constexpr std::string_view kShimFileName = "slipway-shim";  // as it is shipped

struct Identity {
    std::string_view name;     // the name that the shim was called by
    std::string_view folder;   // where that name stands; may be relative, as the caller wrote it
    std::string_view ownFile;  // the shim's own file, links resolved; empty where it is not known
};

Identity identify(const Process& process, Arena& arena);

}  // namespace slipway
