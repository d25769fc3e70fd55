// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Windows' texts as bytes, and back. Windows' own are any run of 16-bit units, which need not be
// UTF-16: a file's name may hold half of a pair. As bytes such a half stands like any character of
// three bytes (WTF-8), so whatever comes from Windows goes back to it unchanged.

#pragma once

#include <cstddef>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// Followed by a NUL that is not counted. A byte that belongs to no character becomes U+FFFD.
std::u16string_view toUtf16(std::string_view text, Arena& arena);

// Likewise.
std::string_view fromUtf16(std::u16string_view text, Arena& arena);

// How many units `toUtf16` makes of it: what Windows' limits count.
std::size_t utf16Length(std::string_view text);

}  // namespace slipway
