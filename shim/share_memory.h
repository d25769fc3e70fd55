// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What launches learnt of a share, for those that follow: a small file of the user's own, one a
// share, and the lock on it, which whoever asks the share holds. A process that hangs in the share
// keeps it, so that no second one follows it there.
//
// All of this may be lost, damaged or missing: then a launch asks the share itself.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "shim/clock.h"
#include "shim/shares.h"

namespace slipway {

enum class Silence : std::uint8_t { kNone, kSlow, kDead };

// Times are by millisecondsSinceStart(); 0: never.
struct ShareRecord {
    Milliseconds askedAt = 0;     // by whoever holds the lock
    Milliseconds answeredAt = 0;  // the last answer to anything
    Milliseconds silentAt = 0;    // found slow or dead
    Silence silence = Silence::kNone;
    Milliseconds heldAt =
        0;  // all that the catalogue of this sum rests on there was found as it was
    std::uint64_t catalogue = 0;
};

class ShareMemory {
  public:
    // `$XDG_CACHE_HOME/slipway/shares/KEY`, KEY standing for the share and for this start of this
    // computer. Where the cache folder is on a share itself, in $XDG_RUNTIME_DIR or /dev/shm.
    ShareMemory(std::string_view share, std::span<const char* const> environment, Shares& shares,
                Arena& arena);

    // Blank where there is nothing that could be believed.
    ShareRecord read() const;
    void write(const ShareRecord& record) const;

    // For the process that asks: until `release`, or its end. Not in time: false. True also where
    // there is no place for the file. `patience` is how long another may have been asking.
    bool acquire(Milliseconds patience, Milliseconds deadline);
    void release() const;

  private:
    int open(int flags) const;
    std::string_view folder_;  // empty: nowhere
    std::string_view path_;
    int lock_ = -1;
};

// How long what was learnt counts (spec 2.6).
inline constexpr Milliseconds kSilenceRemembered = 60'000;
constexpr bool isWithin(Milliseconds span, Milliseconds then, Milliseconds now) {
    return then != 0 && then <= now && now - then < span;
}

}  // namespace slipway
