// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Of many launches that find a catalogue missing or out of date at one moment, one compiles it
// (spec 2.8).

#pragma once

#include <string_view>

#include "resolver/arena.h"
#include "shim/shares.h"

namespace slipway {

// Beside the folder of the catalogues: a file for each, of the same name.
inline constexpr std::string_view kTurnFolder = "/turns";

// Whose turn it is, by a lock for each catalogue. Whoever does not get it gives the one that has it
// a moment from when that one began, and then goes on without a turn: so one that hangs or is
// stopped holds nobody up, and one that is killed leaves nothing behind.
class RebuildTurn {
  public:
    // An empty path is that of a catalogue that nobody keeps.
    RebuildTurn(std::string_view cacheFile, Shares& shares, Arena& arena);
    ~RebuildTurn();
    RebuildTurn(const RebuildTurn&) = delete;
    RebuildTurn& operator=(const RebuildTurn&) = delete;

    // For a process that becomes another program: it has the turn until that one ends. False where
    // somebody else has it, or none can be taken.
    static bool takeForGood(std::string_view cacheFile, Shares& shares, Arena& arena);

  private:
    [[maybe_unused]] int lock_ = -1;  // of no use where each compiles for itself
};

}  // namespace slipway
