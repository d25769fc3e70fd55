// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/arena.h"

#include <cstdint>
#include <cstdlib>

namespace slipway {

namespace {
constexpr std::size_t kChunkSize = 256 * 1024;
}

struct Arena::Chunk {
    Chunk* previous;
};

Arena::Arena() : outOfMemory_([] { std::abort(); }) {}

Arena::~Arena() {
    while (chunks_ != nullptr) {
        Chunk* previous = chunks_->previous;
        std::free(chunks_);
        chunks_ = previous;
    }
}

void* Arena::allocateFromNewChunk(std::size_t size, std::size_t alignment) {
    const std::size_t overhead = sizeof(Chunk) + alignment;
    if (size > SIZE_MAX - overhead) outOfMemory_();
    const std::size_t wanted = size + overhead > kChunkSize ? size + overhead : kChunkSize;
    auto* chunk = static_cast<Chunk*>(std::malloc(wanted));
    if (chunk == nullptr) outOfMemory_();
    chunk->previous = chunks_;
    chunks_ = chunk;
    next_ = reinterpret_cast<std::byte*>(chunk + 1);
    end_ = reinterpret_cast<std::byte*>(chunk) + wanted;
    return allocate(size, alignment);
}

std::string_view Arena::join(std::initializer_list<std::string_view> parts) {
    return join({parts.begin(), parts.size()}, {});
}

std::string_view Arena::join(std::span<const std::string_view> parts, std::string_view separator) {
    std::size_t size = parts.empty() ? 0 : separator.size() * (parts.size() - 1);
    for (std::string_view part : parts) size += part.size();
    char* text = static_cast<char*>(allocate(size + 1, 1));
    char* at = text;
    const auto write = [&](std::string_view part) {
        if (!part.empty()) std::memcpy(at, part.data(), part.size());
        at += part.size();
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i != 0) write(separator);
        write(parts[i]);
    }
    *at = '\0';
    return {text, size};
}

std::string_view Arena::decimal(std::uint64_t number) {
    char digits[20];
    char* at = digits + sizeof digits;
    do {
        *--at = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    return copy({at, static_cast<std::size_t>(digits + sizeof digits - at)});
}

std::string_view Arena::hexadecimal(std::uint64_t number) {
    char digits[16];
    for (int i = 15; i >= 0; --i, number >>= 4) digits[i] = "0123456789abcdef"[number & 15];
    return copy({digits, sizeof digits});
}

}  // namespace slipway
