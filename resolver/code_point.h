// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Text as code points, and as people may be shown it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

constexpr bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

struct CodePoint {
    char32_t value = 0;
    std::uint32_t length = 1;  // in bytes
    bool valid = false;        // else `value` is one byte that is not UTF-8
};
// By RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. `offset` is in the text.
CodePoint codePointAt(std::string_view text, std::size_t offset);

// Control characters, bytes that are not UTF-8 and what makes a text look other than it is become
// `\n`, `\x1b`, `\u202e`: on one line, and safe on a terminal.
std::string_view printable(std::string_view text, Arena& arena);

}  // namespace slipway
