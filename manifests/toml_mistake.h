// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// From what toml++ says of a text to what helps the one who wrote it.

#pragma once

#include <cstddef>
#include <string_view>

#include "manifests/source_text.h"

namespace slipway {

// `description` as toml++ words it, "Error while parsing SCOPE: REASON"; `at` where it says so.
Mistake tomlMistake(std::string_view text, std::string_view description, std::size_t at);

}  // namespace slipway
