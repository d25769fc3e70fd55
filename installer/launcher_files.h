// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The changes that launchers are made of, in a folder that others use, too.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "installer/change.h"

namespace slipway {

// Whether anything has the name, a link to nothing included.
bool isTaken(const std::string& path);
bool isLink(const std::string& path);

constexpr bool isControl(char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

// Why a path cannot stand in a text of lines, or of XML; nothing where it can.
std::optional<std::string_view> whyNotInText(std::string_view path);
std::string onOneLine(std::string text);

// Makes what is missing of the path, outermost first. Problems where it cannot be made.
Problems addMissingFolders(const std::string& folder, std::vector<Change>& changes);

// Removes the folder and those above it, `count` in all, as far as they are empty by then.
void addFolderRemovals(const std::string& folder, std::size_t count, std::vector<Change>& changes);

}  // namespace slipway
