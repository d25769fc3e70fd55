// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Texts for people and logs without the values of secrets (spec 2.6, "Secrets").

#pragma once

#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/secret_name.h"

namespace slipway {

inline constexpr std::string_view kHidden = "•••";

// Values of fewer bytes than these are hidden under their own name only: hiding each "1" of a text
// would hide the text.
inline constexpr std::size_t kShortestHidden = 6;

// The text with each of the values in it hidden. Of values that hold one another the longer stand
// first, so that none leaves a part of another.
std::string_view withoutValues(std::string_view text, std::span<const std::string_view> values,
                               Arena& arena);

// The values of the secrets in blocks of "NAME=value", as withoutValues() wants them.
std::span<const std::string_view> secretValues(
    std::initializer_list<std::span<const char* const>> blocks, const SecretNames& names,
    Arena& arena);

}  // namespace slipway
