// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A process that the application never meets: it holds no descriptor of the caller, sends no
// SIGCHLD, and is reaped before the launch.

#pragma once

#include <sys/types.h>

#include <optional>
#include <span>

namespace slipway {

struct ChildProcess {
    ::pid_t id;
    int output;      // the reading end of its standard output
    int startError;  // why it could not be started, else 0
    bool hadEnd;     // a SIGCHLD of somebody else's was pending before
};

struct ChildEnd {
    int startError;
    int signal;  // that ended it, else 0
    int exitCode;
};

// `arguments` begin with the executable's path; they and `environment` end with a null pointer.
// Nothing where no process could be made (errno says why).
std::optional<ChildProcess> startChild(std::span<const char* const> arguments,
                                       std::span<const char* const> environment);

ChildEnd waitForChild(const ChildProcess& child);

}  // namespace slipway
