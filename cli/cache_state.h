// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The user's folder of compiled catalogues, as it is on the disk.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace slipway {

struct CacheState {
    enum class Kind {
        kUsable,    // or can be made when first needed
        kNoFolder,  // something else has its name
        kForeign,   // somebody else's, or others can write it
        kReadOnly,
    };
    Kind kind = Kind::kUsable;
    std::string inTheWay;  // of `kNoFolder`: what has the name of the folder, or of one above it
    std::size_t catalogues = 0;
    std::uint64_t bytes = 0;
    std::vector<std::string> foreign;  // paths: files that a launch passes over as not the user's
    std::vector<std::string> damaged;  // cut, garbled, or of another Slipway
};

CacheState cacheState(const std::string& folder);

}  // namespace slipway
