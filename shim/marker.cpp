// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/marker.h"

#include <algorithm>

namespace slipway {

bool looksLikeShim(std::string_view firstBytes) {
    std::string_view rest = {firstBytes.data(), std::min(firstBytes.size(), kMarkerReach)};
    while (true) {
        // Not string_view::find: that one lives in the C++ run-time library.
        const auto found =
            std::search(rest.begin(), rest.end(), kMarkerFirstHalf.begin(), kMarkerFirstHalf.end());
        if (found == rest.end()) return false;
        rest = {found + kMarkerFirstHalf.size(), rest.end()};
        if (rest.starts_with(kMarkerSecondHalf)) return true;
    }
}

}  // namespace slipway
