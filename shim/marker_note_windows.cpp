// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The marker itself. Linked into the shim's two builds and nothing else. Microsoft's linker takes
// it with its own part of the headers instead (cmake/SmallLibc.cmake).

#if !defined(_MSC_VER)

#include <array>

#include "shim/marker.h"

namespace slipway {

namespace {

constexpr std::size_t kMarkerSize = kMarkerFirstHalf.size() + kMarkerSecondHalf.size();

constexpr std::array<char, kMarkerSize> marker() {
    std::array<char, kMarkerSize> text{};
    std::size_t size = 0;
    for (char c : kMarkerFirstHalf) text[size++] = c;
    for (char c : kMarkerSecondHalf) text[size++] = c;
    return text;
}

}  // namespace

// At the very beginning of the first section, which follows the headers: where GNU ld places what
// is in `.init`.
namespace {
[[gnu::section(".init"), gnu::used]] constexpr std::array<char, kMarkerSize> kMarker = marker();
}  // namespace

}  // namespace slipway

#endif
