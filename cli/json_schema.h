// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The JSON Schema (2020-12) of manifests and configuration files, from the table of keys that they
// are read by. It serves TOML, too: the tree is the same.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "manifests/keys.h"

namespace slipway {

// What becomes of a key that nobody knows: Slipway warns of it and reads on, an editor's user wants
// to see it at once.
enum class UnknownKeys : std::uint8_t { kAllowed, kRefused };

// `keys` are all of one kind of file, sorted by path. What the schema accepts may still be wrong in
// a way that only `slipway check` sees: placeholders and conditions are texts here.
std::string jsonSchema(std::span<const Key> keys, std::string_view title, UnknownKeys unknown);

}  // namespace slipway
