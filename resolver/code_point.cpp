// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/code_point.h"

#include <algorithm>

namespace slipway {

namespace {

// Bytes that a lead byte asks for, itself included; 0 where it cannot lead.
std::uint32_t sequenceLength(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

bool isScalar(char32_t value, std::uint32_t length) {
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value >= kSmallest[length] && value <= 0x10FFFF && !surrogate;
}

struct Range {
    char32_t first;
    char32_t last;
};

// Right-to-left overrides and their like make a text look other than it is; line and paragraph
// separators break lines.
constexpr Range kDeceiving[] = {
    {0x80, 0x9F}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF}};

bool isDeceiving(char32_t value) {
    return std::ranges::any_of(kDeceiving, [value](const Range& range) {
        return value >= range.first && value <= range.last;
    });
}

// Its last digits.
std::string_view hexadecimal(char32_t value, std::size_t digits, Arena& arena) {
    const std::string_view all = arena.hexadecimal(value);
    return all.substr(all.size() - digits);
}

// Empty where it is shown as it is.
std::string_view escaped(const CodePoint& point, Arena& arena) {
    if (point.value == '\n') return "\\n";
    if (point.value == '\r') return "\\r";
    if (point.value == '\t') return "\\t";
    if (!point.valid || point.value < 0x20 || point.value == 0x7F) {
        return arena.join({"\\x", hexadecimal(point.value, 2, arena)});
    }
    if (isDeceiving(point.value)) return arena.join({"\\u", hexadecimal(point.value, 4, arena)});
    return {};
}

}  // namespace

CodePoint codePointAt(std::string_view text, std::size_t offset) {
    const auto lead = static_cast<unsigned char>(text[offset]);
    const std::uint32_t length = sequenceLength(lead);
    if (length == 1) return {lead, 1, true};
    if (length == 0 || offset + length > text.size()) return {lead, 1, false};
    char32_t value = lead & (0xFFu >> (length + 1));
    for (std::uint32_t i = 1; i < length; ++i) {
        if (!isContinuation(text[offset + i])) return {lead, 1, false};
        value = value << 6 | (static_cast<unsigned char>(text[offset + i]) & 0x3Fu);
    }
    if (!isScalar(value, length)) return {lead, 1, false};
    return {value, length, true};
}

std::string_view printable(std::string_view text, Arena& arena) {
    ArenaVector<std::string_view> parts(arena);
    std::size_t shown = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        const std::string_view other = escaped(point, arena);
        if (!other.empty()) {
            parts.push(text.substr(shown, at - shown));
            parts.push(other);
            shown = at + point.length;
        }
        at += point.length;
    }
    if (parts.empty()) return text;
    parts.push(text.substr(shown));
    return arena.join(parts.span(), "");
}

}  // namespace slipway
