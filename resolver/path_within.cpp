// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/path_within.h"

#include <algorithm>

#include "resolver/text.h"

namespace slipway {

bool isWithinFolder(std::string_view path, std::string_view folder, const PlatformRules& rules) {
    const auto isSeparator = [&](char c) {
        return c == '/' || (c == '\\' && rules.platform == Platform::kWindows);
    };
    const auto isSame = [&](char left, char right) {
        if (isSeparator(left)) return isSeparator(right);
        return rules.namesIgnoreCase ? lower(left) == lower(right) : left == right;
    };
    if (path.size() < folder.size()) return false;
    if (!std::ranges::equal(path.substr(0, folder.size()), folder, isSame)) return false;
    return path.size() == folder.size() || isSeparator(path[folder.size()]);
}

}  // namespace slipway
