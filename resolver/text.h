// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Small questions about text that need neither a locale nor memory.

#pragma once

#include <cstdint>
#include <string_view>

namespace slipway {

enum class Case : std::uint8_t { kMatters, kIgnored };  // ASCII letters only

constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equals(std::string_view left, std::string_view right, Case letters);

// `*` in the pattern matches any run of characters, also none.
bool matchesWildcard(std::string_view text, std::string_view pattern, Case letters);

// Calls `visit(entry)` for each entry of a list, empty ones too; an empty text is one empty entry.
template <class Visit>
void forEachEntry(std::string_view list, std::string_view separator, Visit&& visit) {
    while (!separator.empty()) {
        const std::size_t end = list.find(separator);
        if (end == std::string_view::npos) break;
        visit(list.substr(0, end));
        list.remove_prefix(end + separator.size());
    }
    visit(list);
}

// Without the spaces at its ends.
constexpr std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

// Calls `visit(entry)` for each entry of a list that people write: parted by commas, spaces around
// an entry being none of it. Empty ones are passed over.
template <class Visit>
void forEachListed(std::string_view list, Visit&& visit) {
    forEachEntry(list, ",", [&](std::string_view entry) {
        if (!trimmed(entry).empty()) visit(trimmed(entry));
    });
}

}  // namespace slipway
