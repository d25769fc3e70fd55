// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/secrets.h"

#include <algorithm>

namespace slipway {

void Secrets::learn(std::string_view name, std::string_view value) {
    if (value.size() < kShortestHidden || !names_.contains(name)) return;
    const auto place = std::ranges::find_if(
        values_, [&](const std::string& known) { return known.size() <= value.size(); });
    if (place == values_.end() || *place != value) values_.emplace(place, value);
}

void Secrets::learn(std::span<const char* const> environment) {
    for (std::string_view entry : environment) {
        const std::size_t equal = entry.find('=');
        if (equal != entry.npos) learn(entry.substr(0, equal), entry.substr(equal + 1));
    }
}

std::string Secrets::hide(std::string_view text) const {
    Arena arena;
    const std::vector<std::string_view> values(values_.begin(), values_.end());
    return std::string(withoutValues(text, values, arena));
}

std::string Secrets::hideValue(std::string_view name, std::string_view value) const {
    return names_.contains(name) && !value.empty() ? std::string(kHidden) : hide(value);
}

}  // namespace slipway
