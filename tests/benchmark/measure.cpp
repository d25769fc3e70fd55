// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmark/measure.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace slipway::benchmark {

namespace {

constexpr unsigned kWarmUpRounds = 3;

double microseconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double, std::micro>(time).count();
}

double timeOnce(const Case& each) {
    if (each.prepare) each.prepare();
    return microseconds(timeOf(each.command));
}

}  // namespace

double Result::quantile(double share) const {
    if (microseconds.empty()) return std::nan("");
    const double last = static_cast<double>(microseconds.size() - 1);
    return microseconds[static_cast<std::size_t>(std::lround(share * last))];
}

std::vector<Result> measure(std::span<const Case> cases, unsigned rounds,
                            const std::function<void(unsigned)>& progress) {
    std::vector<Result> results;
    for (const Case& each : cases) {
        for (unsigned round = 0; round < kWarmUpRounds; ++round) timeOnce(each);
        results.push_back({each.name, {}});
    }
    for (unsigned round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (round % cases[i].every == 0) results[i].microseconds.push_back(timeOnce(cases[i]));
        }
        progress(round + 1);
    }
    for (Result& result : results) std::ranges::sort(result.microseconds);
    return results;
}

const Result& resultNamed(std::span<const Result> results, std::string_view name) {
    const auto found = std::ranges::find(results, name, &Result::name);
    if (found == results.end()) throw std::runtime_error("no case '" + std::string(name) + "'");
    return *found;
}

}  // namespace slipway::benchmark
