// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Starting a process with an environment of its own and waiting for it, whole.

#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace slipway::benchmark {

struct Command {
    std::vector<std::string> argv;  // argv[0] is the path of the file
    std::vector<std::string> environment;
};

// From before the start to after the end. Throws unless the process exits with `expected`.
std::chrono::nanoseconds timeOf(const Command& command, int expected = 0);

struct Output {
    int status = 0;  // as waitpid gives it
    std::string out;
    std::string err;
};

Output outputOf(const Command& command);

// As the system's calls take them: a null behind the last. They point into the texts.
std::vector<char*> pointers(const std::vector<std::string>& texts);

}  // namespace slipway::benchmark
