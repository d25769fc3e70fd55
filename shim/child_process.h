// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A program run beside the launch that the application never meets: it holds no descriptor of the
// caller, sends no SIGCHLD, and is either waited for or left to itself before the launch.

#pragma once

#include <sys/types.h>

#include <optional>
#include <span>

namespace slipway {

struct ChildEnd {
    int startError;  // why it could not be started, else 0
    int signal;      // that ended it, else 0
    int exitCode;
};

// The program is a grandchild: the process between them can always be ended, and whoever hangs in a
// share is then nobody's child.
struct ChildProcess {
    ::pid_t between;
    int output;           // the reading end of its standard output, or this end of the conversation
    const ChildEnd* end;  // written by the process between
};

// `arguments` begin with the executable's path; they and `environment` end with a null pointer.
// Nothing where no process could be made (errno says why).
std::optional<ChildProcess> startChild(std::span<const char* const> arguments,
                                       std::span<const char* const> environment);

// The same; its standard input and output are one socket, whose other end is `output`.
std::optional<ChildProcess> startConversation(std::span<const char* const> arguments,
                                              std::span<const char* const> environment);

ChildEnd waitForChild(const ChildProcess& child);

// Lets it go on; it ends by itself, in minutes at the latest if it can be ended at all.
void leaveChild(const ChildProcess& child);

// Closes this descriptor and all that are higher: whoever reads the caller's standard output must
// not wait for us.
void closeFrom(unsigned first);

// For a process that nobody hears (shim/aside.h): becomes the program, which reads and writes
// nothing. Returns where it cannot.
void becomeUnheard(std::span<const char* const> arguments,
                   std::span<const char* const> environment);

// In a process that was made for it: becomes the program, which reads from `input` (-1: nothing),
// writes to `output`, has nothing else open and ends after `kLongestAside`. Returns where it cannot
// (errno says why).
void becomeHelper(char* const* arguments, char* const* environment, int input, int output);

// Ignored signals and a mask outlive execve(2); the caller's are the application's business, not a
// helper's.
void resetSignals();

// Has them closed by execve(2).
void closeAtExecFrom(unsigned first);

// Both ends are closed by execve(2). False where there is none (errno says why).
bool makePipe(int (&ends)[2]);

}  // namespace slipway
