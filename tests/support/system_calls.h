// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a launch asks of the system, as strace(1) sees it.

#pragma once

#include <sys/types.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/process.h"

namespace slipway::test {

// `openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3`, of process 42.
struct SystemCall {
    pid_t process = 0;
    std::string name;       // openat; "+++" and "---" for ends and signals
    std::string line;       // all of it, without the process
    std::string path;       // the first quoted argument, if any
    std::string directory;  // what `path` is relative to: AT_FDCWD, a number, or nothing

    // Whether the path is looked for in the working directory.
    bool isRelativeToWorkingDirectory() const;
};

std::ostream& operator<<(std::ostream& stream, const SystemCall& call);

struct Traced {
    Ended ended;
    std::vector<SystemCall> calls;  // of all processes, in order

    // The shim's own: from its start to the execve(2) that made it the application, that included.
    // Those of its helpers are among them.
    std::vector<SystemCall> untilTheApplication() const;
};

// Runs the command beneath strace, which must be installed.
Traced trace(const Command& command);

std::vector<SystemCall> named(const std::vector<SystemCall>& calls,
                              const std::vector<std::string_view>& names);

}  // namespace slipway::test
