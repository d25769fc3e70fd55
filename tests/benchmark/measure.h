// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Times of all cases, taken in turns so that whatever disturbs the machine disturbs them alike.

#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/benchmark/cases.h"

namespace slipway::benchmark {

struct Result {
    std::string name;
    std::vector<double> microseconds;  // sorted

    // `share` from 0 to 1: 0.5 is the median.
    double quantile(double share) const;
    double median() const { return quantile(0.5); }
};

// `progress` is told of each round that is done.
std::vector<Result> measure(std::span<const Case> cases, unsigned rounds,
                            const std::function<void(unsigned)>& progress);

// Throws where there is none of that name.
const Result& resultNamed(std::span<const Result> results, std::string_view name);

}  // namespace slipway::benchmark
