// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_environment.h"

#include <algorithm>
#include <cstring>

#include "resolver/text.h"
#include "resolver/utf16.h"

namespace slipway {

namespace {

constexpr char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string_view nameOf(std::string_view entry) {
    return entry.substr(0, entry.empty() ? 0 : entry.find('=', 1));
}

// By the upper case of ASCII's letters, as Windows does; it knows other alphabets' case, too, which
// no variable's name was seen to need.
int compareNames(std::string_view left, std::string_view right) {
    const std::size_t common = std::min(left.size(), right.size());
    for (std::size_t i = 0; i < common; ++i) {
        const int difference = static_cast<unsigned char>(upper(left[i])) -
                               static_cast<unsigned char>(upper(right[i]));
        if (difference != 0) return difference;
    }
    return left.size() < right.size() ? -1 : left.size() > right.size() ? 1 : 0;
}

struct Entry {
    std::string_view text;
    std::string_view name;
    std::size_t place;  // sorting must keep the order of what is alike, without its memory
};

bool isAhead(const Entry& left, const Entry& right) {
    const int order = compareNames(left.name, right.name);
    return order != 0 ? order < 0 : left.place < right.place;
}

}  // namespace

std::u16string_view environmentBlock(std::span<const char* const> entries, Arena& arena) {
    ArenaVector<Entry> sorted(arena);
    std::size_t size = 2;  // of an empty one
    for (std::string_view entry : entries) {
        sorted.push({entry, nameOf(entry), sorted.size()});
        size += entry.size() + 1;
    }
    std::sort(sorted.begin(), sorted.end(), isAhead);
    char16_t* const block = arena.allocateArray<char16_t>(size).data();
    char16_t* end = block;
    const Entry* before = nullptr;
    for (const Entry& entry : sorted) {
        if (before != nullptr && compareNames(before->name, entry.name) == 0) continue;
        before = &entry;
        const std::u16string_view units = toUtf16(entry.text, arena);
        std::memcpy(end, units.data(), (units.size() + 1) * sizeof(char16_t));
        end += units.size() + 1;
    }
    if (end == block) *end++ = u'\0';
    *end++ = u'\0';
    return {block, static_cast<std::size_t>(end - block)};
}

}  // namespace slipway
