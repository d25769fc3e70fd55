// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/secret_values.h"

#include <algorithm>

namespace slipway {

namespace {

std::string_view withoutValue(std::string_view text, std::string_view value, Arena& arena) {
    ArenaVector<std::string_view> parts(arena);
    std::size_t begin = 0;
    for (std::size_t at = text.find(value); at != text.npos; at = text.find(value, begin)) {
        parts.push(text.substr(begin, at - begin));
        begin = at + value.size();
    }
    if (parts.empty()) return text;
    parts.push(text.substr(begin));
    return arena.join(parts.span(), kHidden);
}

}  // namespace

std::string_view withoutValues(std::string_view text, std::span<const std::string_view> values,
                               Arena& arena) {
    for (std::string_view value : values) text = withoutValue(text, value, arena);
    return text;
}

std::span<const std::string_view> secretValues(
    std::initializer_list<std::span<const char* const>> blocks, const SecretNames& names,
    Arena& arena) {
    ArenaVector<std::string_view> values(arena);
    for (std::span<const char* const> block : blocks) {
        for (std::string_view entry : block) {
            const std::size_t equal = entry.find('=');
            if (equal == entry.npos || entry.size() - equal <= kShortestHidden) continue;
            if (names.contains(entry.substr(0, equal))) values.push(entry.substr(equal + 1));
        }
    }
    std::ranges::sort(values, std::ranges::greater{}, &std::string_view::size);
    return values.span();
}

}  // namespace slipway
