// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/secrets.h"

#include <algorithm>

namespace slipway {

void Secrets::learn(std::string_view name, std::string_view value) {
    if (value.size() < kShortestElsewhere || !names_.contains(name)) return;
    const auto place = std::ranges::find_if(
        values_, [&](const std::string& known) { return known.size() <= value.size(); });
    if (place == values_.end() || *place != value) values_.emplace(place, value);
}

std::string Secrets::hide(std::string_view text) const {
    std::string shown(text);
    for (const std::string& value : values_) {
        for (std::size_t at = shown.find(value); at != std::string::npos;
             at = shown.find(value, at + kHidden.size())) {
            shown.replace(at, value.size(), kHidden);
        }
    }
    return shown;
}

std::string Secrets::hideValue(std::string_view name, std::string_view value) const {
    return names_.contains(name) && !value.empty() ? std::string(kHidden) : hide(value);
}

}  // namespace slipway
