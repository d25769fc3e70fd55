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
    std::size_t size = 0;
    for (std::string_view part : parts) size += part.size();
    char* text = static_cast<char*>(allocate(size + 1, 1));
    char* at = text;
    for (std::string_view part : parts) {
        if (!part.empty()) std::memcpy(at, part.data(), part.size());
        at += part.size();
    }
    *at = '\0';
    return {text, size};
}

}  // namespace slipway
