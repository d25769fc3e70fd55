// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/document.h"

#include <algorithm>

namespace slipway {

std::string_view Node::kindName() const {
    if (const auto* unsupported = as<Unsupported>()) return unsupported->kind;
    // in the order of the variant
    constexpr std::string_view kNames[] = {
        "a string", "an integer", "a boolean", "an unsupported value", "a list", "a table"};
    return kNames[value.index()];
}

const Node* find(const Table& table, std::string_view key) {
    const auto member = std::ranges::find(table, key, &Member::key);
    return member == table.end() ? nullptr : &member->node;
}

std::expected<Node, Diagnostic> readDocument(const SourcePointer& source, Format format) {
    return format == Format::kJson ? readJson(source) : readToml(source);
}

}  // namespace slipway
