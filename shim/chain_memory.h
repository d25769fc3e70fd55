// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The chain of launches (resolver/launch_chain.h) travels in the session. A wrapper that clears the
// environment loses it, and a bypassed launch, which promises an untouched environment, cannot add
// to it: a loop through either would never end (spec 2.3). Launches that may be in one leave their
// chain in the host's memory instead, for the process that becomes the application: for what is
// launched by that process or beneath it.
//
// All of this may be lost, damaged or missing: then there is no chain.

#pragma once

#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/launch_chain.h"

namespace slipway {

// Whether a launch without a session may be inside another one all the same: it has next to no
// environment, or its process has done more than a first launch has. One system call at most.
bool mayHaveLostItsChain(std::span<const char* const> environment);

class ChainMemory {
  public:
    explicit ChainMemory(Arena& arena);

    // What was left for this process or for the nearest of those that it descends from.
    LaunchChain recall() const;
    // Leaves it for this process.
    void leave(LaunchChain chain) const;

  private:
    [[maybe_unused]] Arena* arena_;
    std::string_view world_{};     // that process ids count in
    std::string_view identity_{};  // of this process among all; empty: not known, nothing is left
};

}  // namespace slipway
