// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/relative_path.h"

#include "resolver/text.h"

namespace slipway {

bool isRelativePath(std::string_view path, const PlatformRules& rules) {
    if (path.empty() || path[0] == '/') return false;
    if (rules.platform != Platform::kWindows) return true;
    const bool hasDrive = path.size() > 1 && isLetter(path[0]) && path[1] == ':';
    return path[0] != '\\' && !hasDrive;
}

}  // namespace slipway
