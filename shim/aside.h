// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Work that may never come back: a call on a dead share cannot be interrupted, not even by SIGKILL,
// and a thread in one keeps execve(2) from ever happening.

#pragma once

#include <cstddef>
#include <cstdint>

#include "shim/clock.h"

namespace slipway {

// In seconds: longer than anybody waits, a farm included (spec 2.6).
inline constexpr unsigned kLongestAside = 150;

// Does the work in a process that the application never meets: nobody's child that it would have to
// wait for, in a session of its own, holding no descriptor and no folder of the caller's. It works
// on a copy of this process's memory; only what `sharedMemory` gave is common. It ends with the
// work, or by itself when that takes minutes. False where no process could be made.
bool startAside(void (*work)(void* argument), void* argument);
// With one descriptor, which is 0 there.
bool startAside(void (*work)(void* argument), void* argument, int descriptor);

// Has this process end after `kLongestAside`, whatever it does.
void endInTime();

// Zeroed bytes that this process and those started aside have in common, given back by the end of
// the process. Null where there are none.
void* sharedMemory(std::size_t size);

// A count that one process waits for and others raise.
class SharedCount {
  public:
    void raise();
    std::uint32_t value() const;
    // Returns once the count is `wanted` or more, at the latest at the deadline.
    void waitFor(std::uint32_t wanted, Milliseconds deadline) const;

  private:
    std::uint32_t count_ = 0;
};

}  // namespace slipway
