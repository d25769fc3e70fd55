// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/chain_memory.h"

namespace slipway {

// No folder of this system is sure to be local, the user's own and gone when the computer is: a
// chain travels in the session alone, and a wrapper that clears the environment cuts it.
bool mayHaveLostItsChain(std::span<const char* const>) {
    return false;
}

ChainMemory::ChainMemory(Arena& arena) : arena_(&arena) {}

LaunchChain ChainMemory::recall() const {
    return {};
}

void ChainMemory::leave(LaunchChain) const {}

}  // namespace slipway
