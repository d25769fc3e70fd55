// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// The text as it stands between the quotes of a string of JSON (RFC 8259). Nothing where it is not
// UTF-8, which JSON has to be.
std::optional<std::string_view> jsonEscaped(std::string_view text, Arena& arena);

}  // namespace slipway
