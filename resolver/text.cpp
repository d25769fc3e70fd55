// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/text.h"

#include <cstddef>

namespace slipway {

namespace {

bool same(char left, char right, Case letters) {
    return left == right || (letters == Case::kIgnored && lower(left) == lower(right));
}

}  // namespace

bool equals(std::string_view left, std::string_view right, Case letters) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!same(left[i], right[i], letters)) return false;
    }
    return true;
}

// Only the last `*` seen is ever widened: what earlier ones match may stay as short as it is.
bool matchesWildcard(std::string_view text, std::string_view pattern, Case letters) {
    std::size_t at = 0;
    std::size_t inPattern = 0;
    std::size_t afterStar = std::string_view::npos;
    std::size_t starEnd = 0;  // what the last `*` matches ends here
    while (at < text.size()) {
        if (inPattern < pattern.size() && pattern[inPattern] == '*') {
            afterStar = ++inPattern;
            starEnd = at;
        } else if (inPattern < pattern.size() && same(text[at], pattern[inPattern], letters)) {
            ++at;
            ++inPattern;
        } else if (afterStar != std::string_view::npos) {
            at = ++starEnd;
            inPattern = afterStar;
        } else {
            return false;
        }
    }
    while (inPattern < pattern.size() && pattern[inPattern] == '*') ++inPattern;
    return inPattern == pattern.size();
}

}  // namespace slipway
