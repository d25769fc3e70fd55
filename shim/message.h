// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What shim and helper tell each other beyond catalogues: texts one after the other, any bytes.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

class MessageWriter {
  public:
    explicit MessageWriter(Arena& arena) : arena_(arena), texts_(arena) {}

    void add(std::string_view text) { texts_.push(text); }
    void addNumber(std::uint64_t number) { add(arena_.decimal(number)); }
    // A number of texts, then these.
    void addList(std::span<const char* const> texts);

    // The size of what follows, eight bytes, then each text behind its own.
    std::string_view finish();

  private:
    Arena& arena_;
    ArenaVector<std::string_view> texts_;
};

class MessageReader {
  public:
    // What `finish` gave.
    explicit MessageReader(std::span<const std::byte> message);

    // Empty from the first mistake on.
    std::string_view next();
    std::uint64_t nextNumber();
    // A null pointer, not counted, follows.
    std::span<const char* const> nextList(Arena& arena);

    // Whether all was there that was asked for, and nothing else.
    bool isWhole() const { return isRight_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool isRight_;
};

}  // namespace slipway
