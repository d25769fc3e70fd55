// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Lays out a catalogue block. The compiler's side of resolver/catalogue.h: not part of the shim.

#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "resolver/catalogue.h"

namespace slipway {

class CatalogueBuilder {
  public:
    CatalogueBuilder();

    // The same text twice is stored once.
    catalogue::Text text(std::string_view text);

    template <class T>
    catalogue::List<T> list(const std::vector<T>& records) {
        if (records.empty()) return {};
        const std::size_t offset = reserve(records.size() * sizeof(T), alignof(T));
        std::memcpy(block_.data() + offset, records.data(), records.size() * sizeof(T));
        return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(records.size())};
    }

    // The finished block; `header` holds what was laid out before. Its magic, format, size and
    // checksum are filled in. Nothing where the block would exceed 4 GiB.
    std::vector<std::byte> finish(catalogue::Header header);

  private:
    std::size_t reserve(std::size_t size, std::size_t alignment);

    std::vector<std::byte> block_;
    std::unordered_map<std::string, catalogue::Text> texts_;
};

}  // namespace slipway
