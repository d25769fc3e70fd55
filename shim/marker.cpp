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

std::uint32_t firstOfUniversal(std::string_view firstBytes) {
    constexpr std::string_view kUniversal = "\xca\xfe\xba\xbe";
    constexpr std::size_t kBegin = 16;  // behind the number of them, and what the first is for
    if (!firstBytes.starts_with(kUniversal) || firstBytes.size() < kBegin + 4) return 0;
    std::uint32_t begin = 0;
    for (const char c : firstBytes.substr(kBegin, 4)) {
        begin = begin << 8 | static_cast<unsigned char>(c);
    }
    return begin;
}

}  // namespace slipway
