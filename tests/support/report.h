// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the probe (probe.c, on Windows tests/windows/probe.cpp) was started with, as values. Windows
// has nothing of what is numbered or masked.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slipway::test {

struct OpenDescriptor {
    std::string target;  // what /proc/self/fd says
    int flags = 0;       // of open(2)
    std::int64_t position = 0;
    bool operator==(const OpenDescriptor&) const = default;
};

struct Report {
    int pid = 0, parent = 0, session = 0, group = 0;
    int nice = 0;
    unsigned mask = 0;   // umask
    int terminal = 0;    // the controlling terminal's device, 0: none
    int foreground = 0;  // its foreground process group, -1: none
    std::vector<std::pair<std::uint64_t, std::uint64_t>> limits;  // soft and hard, by resource
    std::vector<int> blocked, pending, ignored, handled;          // signals
    std::string workingDirectory;
    bool workingDirectoryDeleted = false;
    std::map<int, OpenDescriptor> descriptors;
    std::string ownPath;                   // /proc/self/exe
    std::string startedAs;                 // AT_EXECFN: the path that execve(2) was given
    std::vector<std::string> arguments;    // argv
    std::vector<std::string> environment;  // "NAME=value", in order
    std::uint64_t inputSize = 0;
    std::string inputDigest;  // empty: stdin was not read

    // The first entry of that name, as getenv(3) has it.
    std::optional<std::string> variable(std::string_view name) const;
};

// Nothing where the text is not exactly one report and its newline.
std::optional<Report> readReport(std::string_view text);

}  // namespace slipway::test
