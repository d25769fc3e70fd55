// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <charconv>

#include "manifests/trust_check.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::uint64_t kLargestUserList = 16 << 20;

std::optional<std::uint32_t> number(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = error == std::errc{} && end == text.data() + text.size();
    return isWhole ? std::optional(value) : std::nullopt;
}

// Of a line `NAME:PASSWORD:NUMBER:…` (passwd(5)).
std::optional<std::uint32_t> numberIn(std::string_view line, std::string_view name) {
    std::string_view fields[3];
    std::size_t count = 0;
    forEachEntry(line, ":", [&](std::string_view field) {
        if (count < std::size(fields)) fields[count++] = field;
    });
    return count == std::size(fields) && fields[0] == name ? number(fields[2]) : std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> ownerNumber(const std::string& owner, Disk& disk) {
    if (const auto known = number(owner)) return known;
    const auto users = disk.read("/etc/passwd", kLargestUserList);
    std::optional<std::uint32_t> found;
    if (!users) return found;
    forEachEntry(users->text, "\n", [&](std::string_view line) {
        if (!found) found = numberIn(line, owner);
    });
    return found;
}

}  // namespace slipway
