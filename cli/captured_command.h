// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One command, run to its end, its output captured: what an integration runs before a launch.

#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>

namespace slipway {

struct CommandToRun {
    std::string executable;                    // a path
    std::span<const char* const> arguments;    // argv, a null pointer behind it
    std::span<const char* const> environment;  // envp, a null pointer behind it
    std::chrono::milliseconds timeout;
    std::size_t mostOutput = 0;  // more ends it; 0: as much as it likes, of which the end is kept
    // Whoever waits for the result: when this descriptor has an end to read, nobody does any more,
    // and the command ends. -1: this process.
    int waiting = -1;
};

struct CommandEnd {
    enum class How { kExited, kSignalled, kTooLong, kTooMuch, kNotStarted, kAbandoned };
    How how = How::kExited;
    int code = 0;          // the exit code, or errno of the start
    std::string output;    // its standard output
    std::string errors;    // the end of what it said on standard error
    std::string signal{};  // that ended it, in words

    bool isSuccess() const { return how == How::kExited && code == 0; }
};

// Without a shell, with nothing to read and none of this process's descriptors, in a process group
// of its own, which ends as a whole where the command does not end in time. What it leaves in the
// background is its own affair, and is not waited for.
CommandEnd runCaptured(const CommandToRun& command);

}  // namespace slipway
