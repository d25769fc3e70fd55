// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// ZIP archives as nobody's tool writes them: each field says what a test wants it to say.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace slipway::test {

struct ArchiveEntry {
    std::string name;
    std::string bytes = "x";
    std::uint32_t mode = 0100644;
    // Not as it would be where they are said.
    std::optional<std::uint16_t> method{};
    std::optional<std::uint32_t> claimedSize{};
    std::optional<std::uint32_t> checksum{};
    std::uint16_t flags = 0;
    bool hasBytesOfTheLast =
        false;  // it has none of its own: its bytes are those of the one before
};

// Of the same character, deflated: 258 of them take less than two bytes.
ArchiveEntry deflatedRun(const std::string& name, char of, std::uint32_t length);

std::string archiveOf(const std::vector<ArchiveEntry>& entries);

}  // namespace slipway::test
