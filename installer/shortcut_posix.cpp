// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/shortcut.h"

namespace slipway {

std::optional<std::string> shortcutBytes(const Shortcut&) {
    return std::nullopt;
}

std::optional<Shortcut> readShortcut(const std::string&) {
    return std::nullopt;
}

}  // namespace slipway
