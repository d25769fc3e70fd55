// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A question to a share on its way: what whoever asks and the process that is sent there have in
// common. How such a process is made is the system's.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "shim/share_asker.h"

namespace slipway {

// What those asked tell this process, in memory that all have in common.
struct ShareReport {
    ShareAnswers answers;
    volatile std::uint32_t result = 0;
    volatile bool isTaken = false;  // another process is asking this share, and does not come back
    volatile bool isTooLate = false;  // who asked has gone on without the answer
};

struct ShareReports {
    SharedCount ended;
    ShareReport each[1];  // as many as there are questions
};

struct AskedShare {
    ShareQuestion* question;
    ShareMemory memory;
    ShareReports* reports;
    ShareReport* report;
    ShareLimits limits;
    Milliseconds start;
    Milliseconds deadline;
    bool hasWholeBudget;
    bool isStarted;
    void (*afterLateChange)(void*);
    void* argumentOfLateChange;
    void* process = nullptr;  // as the system knows it, where that is of use
};

// In that process: asks, unless another one has just done so, and tells what it came to.
void askShare(AskedShare& asked);

// Sends a process there; false where none could be made.
bool sendToShare(AskedShare& asked, std::span<const char* const> environment, Arena& arena);
// Returns once as many as were started have ended, at the latest at the deadline.
void waitForShares(std::span<const AskedShare> asked, std::uint32_t started, Milliseconds deadline);
// Whoever has not answered is left to itself.
void leaveShare(AskedShare& asked);

}  // namespace slipway
