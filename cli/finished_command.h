// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Running another program and reading what it prints.

#pragma once

#include <span>
#include <string>
#include <vector>

namespace slipway {

struct FinishedCommand {
    int code = 127;  // as a shell has it: 128 and the signal's number where one ended it
    std::string out;
};

// Waits for its end. Its standard error is this process's.
FinishedCommand runToEnd(const std::vector<std::string>& command,
                         std::span<const char* const> environment);

}  // namespace slipway
