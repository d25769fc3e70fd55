// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/message.h"

#include <cstring>

namespace slipway {

namespace {

using Size = std::uint64_t;

bool takeSize(std::string_view& rest, Size& size) {
    if (rest.size() < sizeof size) return false;
    std::memcpy(&size, rest.data(), sizeof size);
    rest.remove_prefix(sizeof size);
    return size <= rest.size();
}

char* put(char* out, std::string_view text) {
    const Size size = text.size();
    std::memcpy(out, &size, sizeof size);
    if (!text.empty()) std::memcpy(out + sizeof size, text.data(), text.size());
    return out + sizeof size + text.size();
}

}  // namespace

void MessageWriter::addList(std::span<const char* const> texts) {
    addNumber(texts.size());
    for (const char* text : texts) add(text);
}

std::string_view MessageWriter::finish() {
    Size size = 0;
    for (std::string_view text : texts_) size += sizeof size + text.size();
    char* const begin = arena_.allocateArray<char>(sizeof size + size).data();
    std::memcpy(begin, &size, sizeof size);
    char* out = begin + sizeof size;
    for (std::string_view text : texts_) out = put(out, text);
    return {begin, static_cast<std::size_t>(out - begin)};
}

MessageReader::MessageReader(std::span<const std::byte> message)
    : rest_(reinterpret_cast<const char*>(message.data()), message.size()) {
    Size size = 0;
    isRight_ = takeSize(rest_, size) && size == rest_.size();
}

std::string_view MessageReader::next() {
    Size size = 0;
    isRight_ = isRight_ && takeSize(rest_, size);
    if (!isRight_) return {};
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
}

std::uint64_t MessageReader::nextNumber() {
    std::uint64_t number = 0;
    for (char c : next()) {
        isRight_ = isRight_ && c >= '0' && c <= '9';
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

std::span<const char* const> MessageReader::nextList(Arena& arena) {
    ArenaVector<const char*> texts(arena);
    const std::uint64_t count = nextNumber();
    for (std::uint64_t i = 0; i < count && isRight_; ++i) texts.push(arena.copy(next()).data());
    texts.push(nullptr);
    return {texts.begin(), texts.size() - 1};
}

}  // namespace slipway
