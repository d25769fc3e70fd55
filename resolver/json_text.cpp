// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/json_text.h"

#include <cstdint>

namespace slipway {

namespace {

constexpr std::size_t kLongestEscape = 6;  // \u001f

// The bytes of the character that the text begins with; 0 where it is no UTF-8 (RFC 3629).
std::size_t characterSize(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
    std::uint32_t code = first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
        code = code << 6 | (byte(i) & 0x3FU);
    }
    const bool isOverlong = code < (size == 4 ? 0x10000U : size == 3 ? 0x800U : 0x80U);
    const bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
    return isOverlong || isSurrogate || code > 0x10FFFF ? 0 : size;
}

char* writeEscape(char* out, unsigned char c) {
    *out++ = '\\';
    if (c == '"' || c == '\\') {
        *out++ = static_cast<char>(c);
        return out;
    }
    for (char digit : {'u', '0', '0'}) *out++ = digit;
    *out++ = "0123456789abcdef"[c >> 4];
    *out++ = "0123456789abcdef"[c & 15];
    return out;
}

}  // namespace

std::optional<std::string_view> jsonEscaped(std::string_view text, Arena& arena) {
    char* const begin = arena.allocateArray<char>(text.size() * kLongestEscape + 1).data();
    char* out = begin;
    while (!text.empty()) {
        const std::size_t size = characterSize(text);
        if (size == 0) return std::nullopt;
        const auto first = static_cast<unsigned char>(text.front());
        if (first < 0x20 || first == '"' || first == '\\') {
            out = writeEscape(out, first);
        } else {
            for (std::size_t i = 0; i < size; ++i) *out++ = text[i];
        }
        text.remove_prefix(size);
    }
    return std::string_view{begin, static_cast<std::size_t>(out - begin)};
}

}  // namespace slipway
