// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Asks shares, all at once and under one budget, in processes that may be left hanging in them
// (spec 2.6).

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "shim/aside.h"
#include "shim/share_memory.h"
#include "shim/shares.h"

namespace slipway {

// What the policy says, in milliseconds.
struct ShareLimits {
    Milliseconds budget = 250;
    Milliseconds ttl = 3000;
};

// Told by whoever asks a share of each answer, so that one that is slow is told from one that is
// dead. What a file system still knows by itself it answers even then: so it is the silence at the
// end that counts.
class ShareAnswers {
  public:
    void begin() { lastAt_ = millisecondsSinceStart(); }
    void answered() {
        const Milliseconds now = millisecondsSinceStart();
        const Milliseconds silence = now - lastAt_;
        if (silence > longestSilence_) longestSilence_ = silence;
        count_ = count_ + 1;
        lastAt_ = now;
    }
    bool isAnsweringStill(Milliseconds within) const {
        return count_ != 0 && millisecondsSinceStart() - lastAt_ <= within;
    }
    Milliseconds longestSilence() const { return longestSilence_; }

  private:
    volatile std::uint32_t count_ = 0;
    volatile Milliseconds lastAt_ = 0;
    volatile Milliseconds longestSilence_ = 0;
};

// A question to one share. `ask` runs in another process: what it changes but in shared memory is
// lost. Its result is not 0. Where a process cannot be forked it is one of those that are known
// there (share_questions_windows.h), and its argument so many bytes.
struct ShareQuestion {
    std::string_view share;
    std::uint32_t (*ask)(void* argument, ShareAnswers& answers);
    void* argument;
    std::uint64_t catalogue =
        0;  // "does what this rests on hold there?" (kAllHolds); 0: another one
    std::size_t argumentSize = 0;
    // The answer:
    std::uint32_t result = 0;  // 0: none
    Silence silence = Silence::kNone;
};
inline constexpr std::uint32_t kAllHolds = 1;

// A share that did not answer in time.
struct SilentShare {
    std::string_view folder;  // that it is mounted on
    Silence silence;
};

struct AskedShare;

class ShareAsker {
  public:
    ShareAsker(Shares& shares, std::span<const char* const> environment, Arena& arena)
        : shares_(shares), environment_(environment), arena_(arena), silent_(arena) {}

    // Until they are known, the defaults count.
    void limitTo(const ShareLimits& limits) { limits_ = limits; }
    // A farm waits for shares that are slow (spec 2.6); 0: nobody does.
    void waitForSlow(Milliseconds patience) { patience_ = patience; }

    void ask(std::span<ShareQuestion> questions);
    void ask(ShareQuestion& question) { ask({&question, 1}); }

    // The same of one path by a function that may hang; false where there is no answer in time.
    bool isTrue(std::string_view share, const char* path, bool (*ask)(const char* path));

    // What is done by the process that asked a share, once the launch is gone, when it is found
    // there that a catalogue is out of date.
    void afterLateChange(void (*work)(void* argument), void* argument) {
        afterLateChange_ = work;
        argumentOfLateChange_ = argument;
    }

    // In this launch so far.
    std::span<const SilentShare> silent() const { return silent_.span(); }
    void noteSilent(std::string_view share, Silence silence);

    Shares& shares() { return shares_; }
    // For what else waits for shares in this launch; a moment at least.
    Milliseconds leftOfBudget() const { return endOfAsking() - millisecondsSinceStart(); }

  private:
    bool isKnown(ShareQuestion& question, const ShareMemory& memory) const;
    void conclude(AskedShare& asked);
    Milliseconds nextDeadline();
    Milliseconds endOfAsking() const;

    Shares& shares_;
    std::span<const char* const> environment_;
    Arena& arena_;
    ShareLimits limits_;
    Milliseconds patience_ = 0;
    void (*afterLateChange_)(void*) = nullptr;
    void* argumentOfLateChange_ = nullptr;
    Milliseconds endOfBudget_ = 0;  // 0: no share was asked yet
    ArenaVector<SilentShare> silent_;
};

}  // namespace slipway
