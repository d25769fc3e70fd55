// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/catalogue_builder.h"

#include <limits>

namespace slipway {

CatalogueBuilder::CatalogueBuilder() : block_(sizeof(catalogue::Header)) {}

std::size_t CatalogueBuilder::reserve(std::size_t size, std::size_t alignment) {
    const std::size_t offset = (block_.size() + alignment - 1) / alignment * alignment;
    block_.resize(offset + size);
    return offset;
}

catalogue::Text CatalogueBuilder::text(std::string_view text) {
    if (text.empty()) return {};
    const auto [entry, isNew] = texts_.try_emplace(std::string(text));
    if (isNew) {
        const std::size_t offset = reserve(text.size() + 1, 1);
        std::memcpy(block_.data() + offset, text.data(), text.size());
        entry->second = {static_cast<std::uint32_t>(offset),
                         static_cast<std::uint32_t>(text.size())};
    }
    return entry->second;
}

std::vector<std::byte> CatalogueBuilder::finish(catalogue::Header header) {
    reserve(0, 8);
    if (block_.size() > std::numeric_limits<std::uint32_t>::max()) return {};
    std::memcpy(header.magic, kCatalogueMagic, sizeof header.magic);
    header.format = kCatalogueFormat;
    header.size = static_cast<std::uint32_t>(block_.size());
    std::memcpy(block_.data(), &header, sizeof header);
    header.checksum = catalogueChecksum(block_);
    std::memcpy(block_.data(), &header, sizeof header);
    return std::move(block_);
}

}  // namespace slipway
