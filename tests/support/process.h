// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Starting a program with exactly what a test says, and seeing how it ended.

#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace slipway::test {

// What a program is started with. Nothing of the test's own gets through: the program leads a
// session of its own, no signal is blocked, pending or ignored, and the only descriptors are 0 to
// 2, unless `prepare` opens more.
struct Command {
    std::filesystem::path executable;      // handed to the system as it is written
    std::vector<std::string> arguments;    // argv[0] included
    std::vector<std::string> environment;  // entries, byte for byte and in this order
    std::filesystem::path workingDirectory = "/";
    std::string input;  // what stdin gives
    // Windows has neither of these two.
    bool terminal = false;  // 0 to 2 are a terminal, the session's own; `output` is its text
    std::function<void()> prepare;  // in the new process, last before the execve(2)
    std::chrono::seconds timeLimit{60};
};

struct Ended {
    int pid = 0;
    std::optional<int> code;  // one of `code` and `signal`
    std::optional<int> signal;
    bool timedOut = false;  // `signal` is then ours
    std::string output;     // what it wrote to stdout
    std::string errors;     // … and to stderr
};

// For messages of failed expectations.
std::ostream& operator<<(std::ostream& stream, const Ended& ended);

// Throws std::system_error where the program cannot be started at all.
Ended run(const Command& command);

}  // namespace slipway::test
