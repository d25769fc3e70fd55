// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What was measured, for a terminal and as a page.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tests/benchmark/counts.h"
#include "tests/benchmark/measure.h"

namespace slipway::benchmark {

struct Count {
    std::string name;
    std::optional<SystemCalls> systemCalls;
    std::optional<std::uint64_t> instructions;
    std::optional<std::uint64_t> peakMemory;  // KiB
};

struct Measurement {
    unsigned rounds;
    std::vector<int> sizes;
    std::vector<Result> results;
    std::vector<Count> counts;
    std::uintmax_t shimBytes;
};

// Aligned columns: median, how far it spreads, and how much of the shell script it is.
std::string asText(const Measurement& measurement);
// Each bound with what was measured, and whether it is met.
std::string boundsAsText(const Measurement& measurement);
std::string asMarkdown(const Measurement& measurement);
// Time against the number of plugins, both axes logarithmic.
std::string asPlot(const Measurement& measurement);

}  // namespace slipway::benchmark
