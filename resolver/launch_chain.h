// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Launches within launches, counted (spec 2.3): a loop, through somebody else's wrapper too, ends.
// The chain travels in the session; where a wrapper clears that, shim/chain_memory.h brings it.

#pragma once

#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

inline constexpr unsigned kMostExecs = 20;     // of one process
inline constexpr unsigned kMostNested = 100;   // launches around a launch
inline constexpr std::size_t kMostSteps = 20;  // that are remembered

// A launch: the command that was asked for and what it turned out to be.
struct ChainStep {
    std::string_view command;
    std::string_view executable;
    bool operator==(const ChainStep&) const = default;
};

// The launches that enclose one.
struct LaunchChain {
    std::span<const ChainStep> steps;  // the last ones, the innermost last
    std::string_view process;          // the id of the process that became the innermost
    unsigned execs = 0;                // launches in a row by that process
    unsigned nested = 0;               // launches in all
};

// The chain as it is for the launches within `step`, which `process` becomes.
LaunchChain extended(const LaunchChain& chain, ChainStep step, std::string_view process,
                     Arena& arena);

// The chain for an environment that takes the place of the innermost launch's, and is not within
// it.
LaunchChain withoutInnermost(const LaunchChain& chain);

// Why there must be no further launch by `process`, in words; empty where there may be one.
std::string_view whyNoFurther(const LaunchChain& chain, std::string_view process, Arena& arena);

}  // namespace slipway
