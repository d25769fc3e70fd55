// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/path.h"

#include "resolver/text.h"

namespace slipway {

namespace {

std::string_view separators(const PlatformRules& rules) {
    return rules.platform == Platform::kWindows ? "/\\" : "/";
}

bool isSeparator(char c, const PlatformRules& rules) {
    return separators(rules).find(c) != std::string_view::npos;
}

}  // namespace

bool isAbsolutePath(std::string_view path, const PlatformRules& rules) {
    if (rules.platform != Platform::kWindows) return path.starts_with('/');
    if (path.size() < 3) return false;
    const bool isShare = isSeparator(path[0], rules) && isSeparator(path[1], rules);
    return isShare || (isLetter(path[0]) && path[1] == ':' && isSeparator(path[2], rules));
}

std::string_view folderOf(std::string_view path, const PlatformRules& rules) {
    const std::size_t last = path.find_last_of(separators(rules));
    if (last == std::string_view::npos) return {};
    return path.substr(0, last == 0 ? 1 : last);
}

std::string_view fileNameOf(std::string_view path, const PlatformRules& rules) {
    const std::size_t last = path.find_last_of(separators(rules));
    return last == std::string_view::npos ? path : path.substr(last + 1);
}

}  // namespace slipway
