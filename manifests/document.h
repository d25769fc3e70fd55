// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One tree for JSON and TOML, in the order of writing, each value knowing where it was written.

#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/source.h"

namespace slipway {

struct Member;
struct Node;
using Array = std::vector<Node>;
using Table = std::vector<Member>;  // in the order of writing; no key twice

// What neither a manifest nor a configuration may hold, kept so that the reader can say so.
struct Unsupported {
    std::string text;  // as written
    std::string kind;  // "a float", "a date", "a time", "null", "an integer beyond 64 bits"
};

struct Node {
    std::variant<std::string, std::int64_t, bool, Unsupported, Array, Table> value;
    Location location;

    template <class T>
    const T* as() const {
        return std::get_if<T>(&value);
    }
    // "a string", "a table", …, for messages.
    std::string_view kindName() const;
};

struct Member {
    std::string key;
    Location keyLocation;
    Node node;
};

// The member of that key, or null.
const Node* find(const Table& table, std::string_view key);

// Manifests larger than this are refused before they are read.
inline constexpr std::uint64_t kLargestSource = 1 << 20;
// Values nested deeper than this are refused.
inline constexpr std::uint32_t kDeepestNesting = 64;

enum class Format { kJson, kToml };

// The whole text as a tree whose root is a table, or the first thing wrong with it. Never crashes
// and never takes long, whatever the text.
std::expected<Node, Diagnostic> readJson(const SourcePointer& source);
std::expected<Node, Diagnostic> readToml(const SourcePointer& source);
std::expected<Node, Diagnostic> readDocument(const SourcePointer& source, Format format);

}  // namespace slipway
