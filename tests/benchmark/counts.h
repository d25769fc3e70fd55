// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What does not vary from run to run: instructions, system calls, file operations.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "tests/benchmark/process.h"

namespace slipway::benchmark {

struct SystemCalls {
    std::map<std::string, int> byName;  // of the launcher, its own exec of the target the last
    int beneathRoot = 0;                // those that name something beneath the folder
    int processes = 1;

    int total() const;
};

// Nothing where strace is not installed.
std::optional<SystemCalls> systemCallsOf(const Command& command, const std::filesystem::path& root,
                                         const std::filesystem::path& scratch);

// Of the launcher, up to its exec of the target. Nothing where tracing is not allowed.
std::optional<std::uint64_t> instructionsOf(const Command& command);

// The most memory that the launcher had resident, in KiB: up to its exec of the target. Nothing
// likewise.
std::optional<std::uint64_t> peakMemoryOf(const Command& command);

}  // namespace slipway::benchmark
