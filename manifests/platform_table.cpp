// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/platform_table.h"

#include <algorithm>

namespace slipway {

std::span<const std::string_view> platformWords() {
    static constexpr std::string_view kWords[] = {"linux", "windows", "macos", "default"};
    return kWords;
}

bool isPlatformWord(std::string_view key) {
    return std::ranges::find(platformWords(), key) != platformWords().end();
}

bool isByPlatform(const Node& node) {
    const Table* table = node.as<Table>();
    return table != nullptr &&
           std::ranges::any_of(*table, isPlatformWord, [](const Member& m) { return m.key; });
}

bool isContentByPlatform(const Node& node) {
    const Table* table = node.as<Table>();
    return table != nullptr && !table->empty() &&
           std::ranges::all_of(*table, isPlatformWord, [](const Member& m) { return m.key; });
}

const Node* forPlatform(const Node& node, const PlatformRules& rules) {
    if (!isByPlatform(node)) return &node;
    const Node* own = find(*node.as<Table>(), rules.name);
    return own != nullptr ? own : find(*node.as<Table>(), "default");
}

}  // namespace slipway
