// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Tables by platform: `{ linux = …, windows = …, macos = …, default = … }` may stand wherever a
// string or a list may (spec 1.4).

#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "manifests/document.h"
#include "resolver/platform.h"

namespace slipway {

// "linux", "windows", "macos", "default"
std::span<const std::string_view> platformWords();
bool isPlatformWord(std::string_view key);

// Whether the node is a table with at least one platform's key.
bool isByPlatform(const Node& node);

// The same of a file's content, where any other table is data: all its keys are platforms.
bool isContentByPlatform(const Node& node);

// What stands there for the platform: the node itself where it is not by platform, null where its
// platform is not named and there is no default.
const Node* forPlatform(const Node& node, const PlatformRules& rules);

// Reads what stands there for every platform, so that a mistake shows on all of them, and gives
// what was read for this one. `read` gives a value that can be made of nothing.
template <class Read>
auto readByPlatform(const Node& node, const PlatformRules& rules, Read&& read)
    -> decltype(read(node)) {
    if (!isByPlatform(node)) return read(node);
    decltype(read(node)) ours{};
    const Node* const wanted = forPlatform(node, rules);
    for (const Member& member : *node.as<Table>()) {
        auto value = read(member.node);
        if (&member.node == wanted) ours = std::move(value);
    }
    return ours;
}

}  // namespace slipway
