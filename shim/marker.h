// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// How a shim is recognised, by other shims and by `slipway` (spec 2.3): its file holds the marker
// within the first 4,096 bytes. The shim's own file carries it as an ELF note, which linkers place
// ahead of the code (marker_note_linux.cpp).

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace slipway {

inline constexpr std::size_t kMarkerReach = 4096;

// The marker is the one half followed at once by the other. They are kept apart, and each is a
// literal that ends with a NUL, so that no program holding this code looks like a shim itself.
inline constexpr std::string_view kMarkerFirstHalf = "slipway-shim:5d03e92bc8f14a7e";
inline constexpr std::string_view kMarkerSecondHalf = "9b617c0fa2d84e35";

// Whether these first bytes of a file are a shim's.
bool looksLikeShim(std::string_view firstBytes);
// Where in a file the first of several executables begins that macOS keeps in one, each for another
// processor (<mach-o/fat.h>); 0 where these first bytes are of no such file.
std::uint32_t firstOfUniversal(std::string_view firstBytes);

// Whether the file behind the path is a shim; links are followed. False where it cannot be read.
bool isShim(const char* path);

}  // namespace slipway
