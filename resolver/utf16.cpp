// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/utf16.h"

#include <cstdint>

namespace slipway {

namespace {

constexpr char32_t kReplacement = 0xfffd;
constexpr char32_t kFirstBeyond = 0x10000;  // needs a pair
constexpr char32_t kLast = 0x10ffff;

constexpr bool isHighHalf(char32_t unit) {
    return unit >= 0xd800 && unit < 0xdc00;
}
constexpr bool isLowHalf(char32_t unit) {
    return unit >= 0xdc00 && unit < 0xe000;
}

// How many bytes a character has by its first one; 0: none begins so.
constexpr std::size_t lengthBy(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first < 0xe0) return 2;
    if (first >= 0xe0 && first < 0xf0) return 3;
    if (first >= 0xf0 && first < 0xf5) return 4;
    return 0;
}

// The shortest form only: another one would come back as other bytes.
constexpr bool fits(char32_t character, std::size_t length) {
    return length == 1 || (length == 2 && character >= 0x80) ||
           (length == 3 && character >= 0x800) ||
           (length == 4 && character >= kFirstBeyond && character <= kLast);
}

// Takes one character off the beginning of a text that is not empty.
char32_t takeCharacter(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = lengthBy(first);
    char32_t character = length == 1 ? first : first & (0x7fU >> length);
    std::size_t have = 1;
    while (have < length && have < text.size() &&
           (static_cast<unsigned char>(text[have]) & 0xc0) == 0x80) {
        character = character << 6 | (static_cast<unsigned char>(text[have]) & 0x3fU);
        ++have;
    }
    if (length == 0 || have < length || !fits(character, length)) {
        text.remove_prefix(1);
        return kReplacement;
    }
    text.remove_prefix(length);
    return character;
}

template <class Visit>
void forEachUnit(std::string_view text, Visit&& visit) {
    while (!text.empty()) {
        const char32_t character = takeCharacter(text);
        if (character < kFirstBeyond) {
            visit(static_cast<char16_t>(character));
        } else {
            visit(static_cast<char16_t>(0xd800 + ((character - kFirstBeyond) >> 10)));
            visit(static_cast<char16_t>(0xdc00 + ((character - kFirstBeyond) & 0x3ff)));
        }
    }
}

char32_t takeCharacter(std::u16string_view& text) {
    const char32_t first = text[0];
    const bool isPair = isHighHalf(first) && text.size() > 1 && isLowHalf(text[1]);
    const char32_t character =
        isPair ? kFirstBeyond + ((first - 0xd800) << 10) + (char32_t{text[1]} - 0xdc00) : first;
    text.remove_prefix(isPair ? 2 : 1);
    return character;
}

char* write(char* out, char32_t character) {
    const auto put = [&](char32_t byte) { *out++ = static_cast<char>(byte); };
    if (character < 0x80) {
        put(character);
        return out;
    }
    if (character < 0x800) {
        put(0xc0 | character >> 6);
    } else if (character < kFirstBeyond) {
        put(0xe0 | character >> 12);
        put(0x80 | (character >> 6 & 0x3f));
    } else {
        put(0xf0 | character >> 18);
        put(0x80 | (character >> 12 & 0x3f));
        put(0x80 | (character >> 6 & 0x3f));
    }
    put(0x80 | (character & 0x3f));
    return out;
}

}  // namespace

std::u16string_view toUtf16(std::string_view text, Arena& arena) {
    char16_t* units = arena.allocateArray<char16_t>(text.size() + 1).data();
    std::size_t size = 0;
    forEachUnit(text, [&](char16_t unit) { units[size++] = unit; });
    units[size] = u'\0';
    return {units, size};
}

std::string_view fromUtf16(std::u16string_view text, Arena& arena) {
    char* bytes = arena.allocateArray<char>(text.size() * 3 + 1).data();
    char* end = bytes;
    while (!text.empty()) end = write(end, takeCharacter(text));
    *end = '\0';
    return {bytes, static_cast<std::size_t>(end - bytes)};
}

std::size_t utf16Length(std::string_view text) {
    std::size_t size = 0;
    forEachUnit(text, [&](char16_t) { ++size; });
    return size;
}

}  // namespace slipway
