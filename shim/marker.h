// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// How a shim is recognised, by other shims and by `slipway` (spec 2.3): its file holds the marker
// within the first 4,096 bytes. The shim's own file carries it as an ELF note, which linkers place
// ahead of the code (shim/marker.cpp).

#pragma once

#include <cstddef>
#include <string_view>

namespace slipway {

inline constexpr std::size_t kMarkerReach = 4096;

// Put together at run time, so that no other program holding this code looks like a shim.
struct ShimMarker {
    char text[24];
    std::size_t size;
    std::string_view view() const { return {text, size}; }
};
ShimMarker shimMarker();

// Whether these first bytes of a file are a shim's.
bool looksLikeShim(std::string_view firstBytes);

// Whether the file behind the path is a shim; links are followed. False where it cannot be read.
bool isShim(const char* path);

}  // namespace slipway
