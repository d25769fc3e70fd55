// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A fast 64-bit hash for checksums and tables. Not for anything that must withstand malice.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace slipway {

// Every bit of either input reaches every bit of the result.
constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93;
    return hash ^ (hash >> 29);
}

inline std::uint64_t hashBytes(const void* bytes, std::size_t size, std::uint64_t seed = 0) {
    const auto* at = static_cast<const unsigned char*>(bytes);
    std::uint64_t hash = mix(seed + 1, size);
    for (; size >= 8; at += 8, size -= 8) {
        std::uint64_t word;
        std::memcpy(&word, at, 8);
        hash = mix(hash, word);
    }
    std::uint64_t rest = 0;
    if (size != 0) std::memcpy(&rest, at, size);
    return mix(hash, rest);
}

inline std::uint64_t hashText(std::string_view text, std::uint64_t seed = 0) {
    return hashBytes(text.data(), text.size(), seed);
}

}  // namespace slipway
