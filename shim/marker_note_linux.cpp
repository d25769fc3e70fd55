// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The marker itself, as an ELF note. Linked into `slipway-shim` and nothing else.

#include <array>
#include <cstdint>

#include "shim/marker.h"

namespace slipway {

namespace {

constexpr std::size_t kMarkerSize = kMarkerFirstHalf.size() + kMarkerSecondHalf.size();
constexpr std::size_t kPaddedSize = (kMarkerSize + 3) / 4 * 4;

constexpr std::array<char, kPaddedSize> marker() {
    std::array<char, kPaddedSize> text{};
    std::size_t size = 0;
    for (char c : kMarkerFirstHalf) text[size++] = c;
    for (char c : kMarkerSecondHalf) text[size++] = c;
    return text;
}

struct Note {
    std::uint32_t nameSize;
    std::uint32_t descriptionSize;
    std::uint32_t type;
    char name[8];
    std::array<char, kPaddedSize> description;
};
static_assert(sizeof(Note) == 12 + 8 + kPaddedSize, "a note has no gaps");

// The assembler makes a section of this name SHT_NOTE, allocated: it is loaded ahead of the code,
// and neither --gc-sections nor strip takes it away.
[[gnu::section(".note.slipway"), gnu::used, gnu::aligned(4)]] constexpr Note kNote{
    sizeof(Note::name), kMarkerSize, 1, "slipway", marker()};

}  // namespace

}  // namespace slipway
