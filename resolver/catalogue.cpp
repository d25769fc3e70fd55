// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/catalogue.h"

#include <cstring>

#include "resolver/hash.h"

namespace slipway {

namespace {
constexpr std::size_t kChecked = offsetof(catalogue::Header, checksum) + sizeof(std::uint64_t);
}

std::uint64_t catalogueChecksum(std::span<const std::byte> block) {
    return hashBytes(block.data() + kChecked, block.size() - kChecked, kCatalogueFormat);
}

std::optional<Catalogue> Catalogue::open(std::span<const std::byte> block) {
    if (block.size() < sizeof(catalogue::Header)) return std::nullopt;
    const auto& header = *reinterpret_cast<const catalogue::Header*>(block.data());
    if (std::memcmp(header.magic, kCatalogueMagic, sizeof header.magic) != 0 ||
        header.format != kCatalogueFormat || header.size != block.size() ||
        header.checksum != catalogueChecksum(block)) {
        return std::nullopt;
    }
    return Catalogue(block.data());
}

}  // namespace slipway
