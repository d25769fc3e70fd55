// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The bytes of Windows' shortcuts (`.lnk`), which the system itself writes and reads.

#pragma once

#include <optional>
#include <string>

namespace slipway {

struct Shortcut {
    std::string target;
    std::string description;
    std::string icon;  // a file that has one
    bool operator==(const Shortcut&) const = default;
};

// Nothing where the system makes none, as on any other than Windows.
std::optional<std::string> shortcutBytes(const Shortcut& shortcut);

// Nothing where the bytes are no shortcut to a file.
std::optional<Shortcut> readShortcut(const std::string& bytes);

}  // namespace slipway
