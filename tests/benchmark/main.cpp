// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What starting a program through Slipway costs, beside what studios use instead
// (docs/performance.md).

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/benchmark/cases.h"
#include "tests/benchmark/counts.h"
#include "tests/benchmark/measure.h"
#include "tests/benchmark/report.h"
#include "tests/benchmark/studio.h"
#include "tests/support/share.h"

namespace slipway::benchmark {
namespace {

// Each makes the kernel forget what the whole machine works with.
constexpr unsigned kMostColdRounds = 50;

struct Options {
    Tools tools;
    std::filesystem::path output = "build/benchmark";
    std::vector<int> sizes{0, 10, 100, 1000, 10'000};
    unsigned rounds = 1000;
};

Options parse(int argc, char** argv) {
    Options options;
    bool quick = false;
    CLI::App app{"Measures launches through Slipway and their alternatives"};
    app.add_option("--slipway", options.tools.slipway, "the slipway executable")->required();
    app.add_option("--noops", options.tools.noops, "folder of the shims that do nothing")
        ->required();
    app.add_option("--output", options.output, "where report and plot go");
    app.add_option("--rounds", options.rounds, "how often each case is measured");
    app.add_option("--plugins", options.sizes, "numbers of plugins, ascending");
    app.add_flag("--quick", quick, "100 rounds");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::exit(app.exit(error));
    }
    if (quick) options.rounds = 100;
    return options;
}

std::vector<Count> countAll(const Workshop& workshop, const std::filesystem::path& scratch) {
    std::vector<Workshop::Studio> studios;
    for (int plugins : workshop.sizes()) studios.push_back({plugins});
    for (int plugins : kPublishedSizes) studios.push_back({plugins, true});
    std::vector<Count> counts;
    for (const Workshop::Studio& studio : studios) {
        const Command launch = workshop.launch(kQuiet.application, studio);
        counts.push_back(
            {studio.isPublished ? nameOfPublished(studio.plugins) : nameOfLaunch(studio.plugins),
             systemCallsOf(launch, workshop.root(studio), scratch), instructionsOf(launch),
             peakMemoryOf(launch)});
    }
    return counts;
}

// Needs FUSE and the right to mount; else they are not measured.
std::vector<Result> measureShare(const Workshop& workshop, const std::filesystem::path& folder,
                                 const Options& options) {
    try {
        const test::Share share(folder / "backing", folder / "share", folder / "control");
        return measure(workshop.shareCases(folder / "backing", folder / "share"), options.rounds,
                       [](unsigned) {});
    } catch (const std::exception& error) {
        std::cerr << "benchmark: no share: " << error.what() << '\n';
        return {};
    }
}

void showProgress(unsigned round, unsigned rounds) {
    std::cerr << "\rround " << round << " of " << rounds << (round == rounds ? "\r\033[K" : "")
              << std::flush;
}

void run(const Options& options) {
    const std::filesystem::path output = std::filesystem::absolute(options.output);
    std::cout << "making plugins, wrappers and shims ...\n" << std::flush;
    const Workshop workshop(output / "work", options.tools, options.sizes);
    workshop.verify();
    std::cout << "script, wrappers and Slipway give the same environment, 30 variables of it\n";

    Measurement measurement{.rounds = options.rounds, .sizes = options.sizes};
    const auto progress = [&](unsigned round) {
        if (isatty(STDERR_FILENO)) showProgress(round, options.rounds);
    };
    measurement.results = measure(workshop.cases(), options.rounds, progress);
    const std::vector<Case> cold = workshop.coldCases();
    const unsigned coldRounds = std::min(options.rounds, kMostColdRounds);
    std::ranges::move(measure(cold, coldRounds, [](unsigned) {}),
                      std::back_inserter(measurement.results));
    std::ranges::move(measureShare(workshop, output / "work/shares", options),
                      std::back_inserter(measurement.results));
    std::cout << '\n' << asText(measurement) << std::flush;

    measurement.counts = countAll(workshop, output / "trace.txt");
    measurement.shimBytes = std::filesystem::file_size(workshop.shim());
    writeFile(output / "report.md", asMarkdown(measurement));
    writeFile(output / "launch.svg", asPlot(measurement));
    std::cout << '\n' << boundsAsText(measurement);
    std::cout << "\nthe whole report: " << (output / "report.md").string() << '\n';
}

}  // namespace
}  // namespace slipway::benchmark

int main(int argc, char** argv) try {
    slipway::benchmark::run(slipway::benchmark::parse(argc, argv));
    return 0;
} catch (const std::exception& error) {
    std::cerr << "benchmark: " << error.what() << '\n';
    return 1;
}
