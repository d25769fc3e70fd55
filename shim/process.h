// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the operating system hands a process at its start, taken once, and its way to say something.

#pragma once

#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

struct Process {
    std::string_view calledAs;    // argv[0]; may be empty
    std::string_view executedAs;  // the path handed to execve(2), links not resolved; on Windows
                                  // that of the process's own file; may be empty
    std::span<const char* const> arguments;    // without argv[0]; a null pointer behind them
    std::span<const char* const> environment;  // a null pointer behind it
    bool isPrivileged;  // started with more rights than its caller has (set-user-ID)
};

Process captureProcess(int argc, char* const argv[], char* const environment[], Arena& arena);

// An arena that begins in this process's own data. Ends the process when memory runs out.
Arena processArena();

// The value of a variable in a block of "NAME=value" entries, or a null pointer.
const char* variable(std::span<const char* const> environment, std::string_view name);

// One line on stderr, "slipway: " ahead of it. Must not be called while a file of ours is open: a
// descriptor 2 that came closed would be that file (spec 2.2).
void say(std::string_view message, Arena& arena);

}  // namespace slipway
