// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmark/report.h"

#include <sys/utsname.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <thread>

namespace slipway::benchmark {

namespace {

std::string fixed(double value, int digits) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

struct Row {
    std::string name, median, low, high, ratio;
};

std::vector<Row> rowsOf(const Measurement& measurement) {
    const double script = resultNamed(measurement.results, kScript).median();
    std::vector<Row> rows;
    rows.reserve(measurement.results.size());
    for (const Result& result : measurement.results) {
        rows.push_back({result.name, fixed(result.median(), 0), fixed(result.quantile(0.1), 0),
                        fixed(result.quantile(0.9), 0), fixed(result.median() / script, 2)});
    }
    return rows;
}

std::string systemCallList(const SystemCalls& calls) {
    std::vector<std::pair<std::string, int>> byCount(calls.byName.begin(), calls.byName.end());
    std::ranges::stable_sort(byCount, std::ranges::greater{}, &std::pair<std::string, int>::second);
    std::string text;
    for (const auto& [name, count] : byCount) {
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + name;
    }
    return text;
}

std::string machine() {
    utsname system{};
    uname(&system);
    std::ifstream cpuinfo("/proc/cpuinfo");
    std::string model = "unknown processor";
    for (std::string line; std::getline(cpuinfo, line);) {
        if (!line.starts_with("model name")) continue;
        model = line.substr(line.find(':') + 2);
        break;
    }
    return std::to_string(std::thread::hardware_concurrency()) + " × " + model + ", " +
           system.sysname + " " + system.release;
}

bool isMeasured(const Measurement& measurement, const std::string& name) {
    return std::ranges::find(measurement.results, name, &Result::name) != measurement.results.end();
}

struct Verdict {
    std::string what, bound, measured, met;
};

Verdict verdictOn(const Bound& bound, const Measurement& measurement) {
    Verdict verdict{bound.name + " / " + bound.against, "<= " + fixed(bound.most, 2), "", ""};
    if (bound.stretch > 0) verdict.bound += ", stretch " + fixed(bound.stretch, 2);
    if (!isMeasured(measurement, bound.name) || !isMeasured(measurement, bound.against)) {
        verdict.met = "not measured";
        return verdict;
    }
    const double ratio = resultNamed(measurement.results, bound.name).median() /
                         resultNamed(measurement.results, bound.against).median();
    verdict.measured = fixed(ratio, 2);
    verdict.met = ratio > bound.most ? "NOT MET" : "met";
    if (bound.stretch > 0 && ratio <= bound.stretch) verdict.met = "met, stretch too";
    return verdict;
}

std::optional<std::uint64_t> counted(const Count& count, Counted what) {
    if (what == Counted::kPeakMemory) return count.peakMemory;
    if (!count.systemCalls) return std::nullopt;
    return static_cast<std::uint64_t>(count.systemCalls->beneathRoot);
}

std::string inWords(Counted what) {
    return what == Counted::kPeakMemory ? "peak memory, KiB" : "file operations beneath the root";
}

Verdict verdictOn(const CountBound& bound, const Measurement& measurement) {
    Verdict verdict{bound.name + ": " + inWords(bound.what), "<= " + std::to_string(bound.most), "",
                    "not counted"};
    const auto found = std::ranges::find(measurement.counts, bound.name, &Count::name);
    if (found == measurement.counts.end()) return verdict;
    const std::optional<std::uint64_t> number = counted(*found, bound.what);
    if (!number) return verdict;
    verdict.measured = std::to_string(*number);
    verdict.met = *number > bound.most ? "NOT MET" : "met";
    return verdict;
}

std::vector<Verdict> verdictsOn(const Measurement& measurement) {
    std::vector<Verdict> verdicts;
    for (const Bound& bound : bounds()) verdicts.push_back(verdictOn(bound, measurement));
    for (const CountBound& bound : countBounds()) {
        verdicts.push_back(verdictOn(bound, measurement));
    }
    return verdicts;
}

// The plot's coordinates: plugins to the right, microseconds upwards, both by their logarithm.
class Axes {
  public:
    static constexpr int kWidth = 720, kHeight = 420;

    Axes(double mostPlugins, double least, double most)
        : mostPlugins_(std::log10(mostPlugins)),
          least_(std::log10(least)),
          most_(std::log10(most)) {}

    double x(double plugins) const {
        return kLeft + (std::log10(plugins) - 1) / std::max(1.0, mostPlugins_ - 1) *
                           (kWidth - kLeft - kRight);
    }
    double y(double microseconds) const {
        const double share = (std::log10(microseconds) - least_) / (most_ - least_);
        return kHeight - kBottom - share * (kHeight - kTop - kBottom);
    }
    static constexpr int kLeft = 60, kRight = 200, kTop = 20, kBottom = 40;

  private:
    double mostPlugins_, least_, most_;
};

std::string textAt(double x, double y, const std::string& text, const std::string& more = "") {
    return "<text x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\" " + more + ">" + text +
           "</text>\n";
}

std::string lineOf(const std::vector<std::pair<double, double>>& points, const std::string& colour,
                   const std::string& label) {
    std::string path;
    for (const auto& [x, y] : points) path += fixed(x, 1) + "," + fixed(y, 1) + " ";
    return "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\"" + path +
           "\"/>\n" +
           textAt(points.back().first + 8, points.back().second + 4, label,
                  "fill=\"" + colour + "\"");
}

std::vector<int> plottedSizes(const Measurement& measurement) {
    std::vector<int> sizes;
    std::ranges::copy_if(measurement.sizes, std::back_inserter(sizes),
                         [](int plugins) { return plugins >= 10; });
    return sizes;
}

std::string curve(const Measurement& measurement, const Axes& axes, std::string (*nameOf)(int),
                  const std::string& colour, const std::string& label) {
    std::vector<std::pair<double, double>> points;
    for (int plugins : plottedSizes(measurement)) {
        const double median = resultNamed(measurement.results, nameOf(plugins)).median();
        points.emplace_back(axes.x(plugins), axes.y(median));
    }
    return lineOf(points, colour, label);
}

std::string level(const Measurement& measurement, const Axes& axes, const char* name,
                  const std::string& colour) {
    const double y = axes.y(resultNamed(measurement.results, name).median());
    return lineOf({{Axes::kLeft, y}, {Axes::kWidth - Axes::kRight, y}}, colour, name);
}

std::string scale(const Axes& axes, double microseconds) {
    const std::string y = fixed(axes.y(microseconds), 1);
    std::ostringstream line;
    line << "<line stroke=\"#ddd\" x1=\"" << Axes::kLeft << "\" x2=\""
         << Axes::kWidth - Axes::kRight << "\" y1=\"" << y << "\" y2=\"" << y << "\"/>\n";
    return line.str() + textAt(Axes::kLeft - 6, axes.y(microseconds) + 4,
                               fixed(microseconds / 1000, 1) + " ms", "text-anchor=\"end\"");
}

std::string grid(const Measurement& measurement, const Axes& axes, double least, double most) {
    std::string text;
    for (int plugins : plottedSizes(measurement)) {
        text += textAt(axes.x(plugins), Axes::kHeight - 15, std::to_string(plugins),
                       "text-anchor=\"middle\"");
    }
    for (int power = 100; power <= most; power *= 10) {
        for (int step : {1, 2, 5}) {
            if (power * step >= least && power * step <= most) text += scale(axes, power * step);
        }
    }
    return text + textAt(Axes::kLeft, Axes::kHeight - 2, "plugins", "fill=\"#777\"");
}

}  // namespace

std::string asText(const Measurement& measurement) {
    std::ostringstream text;
    const auto print = [&](const Row& row) {
        text << std::left << std::setw(44) << row.name << std::right << std::setw(10) << row.median
             << std::setw(9) << row.low << std::setw(9) << row.high << std::setw(10) << row.ratio
             << '\n';
    };
    print({"case", "median us", "10 %", "90 %", "x script"});
    for (const Row& row : rowsOf(measurement)) print(row);
    return text.str();
}

std::string boundsAsText(const Measurement& measurement) {
    std::ostringstream text;
    for (const Verdict& verdict : verdictsOn(measurement)) {
        text << std::left << std::setw(84) << verdict.what << std::setw(26) << verdict.bound
             << std::setw(8) << verdict.measured << verdict.met << '\n';
    }
    return text.str();
}

std::string asMarkdown(const Measurement& measurement) {
    std::ostringstream text;
    text << "# What a launch costs\n\n"
         << machine() << ". Whole processes, start to end, warm, " << measurement.rounds
         << " rounds in turns. Microseconds differ from machine to machine; the last column is "
            "what counts.\n\n"
         << "| case | median µs | 10 % | 90 % | × " << kScript << " |\n|---|---:|---:|---:|---:|\n";
    for (const auto& [name, median, low, high, ratio] : rowsOf(measurement)) {
        text << "| " << name << " | " << median << " | " << low << " | " << high << " | " << ratio
             << " |\n";
    }
    text << "\n## Bounds\n\n| what | bound | measured | |\n|---|---|---:|---|\n";
    for (const Verdict& verdict : verdictsOn(measurement)) {
        text << "| " << verdict.what << " | " << verdict.bound << " | " << verdict.measured << " | "
             << verdict.met << " |\n";
    }
    text << "\nCold: the kernel was told to forget all files and names "
            "(`/proc/sys/vm/drop_caches`) before each launch.\n"
         << "\n![time against plugins](launch.svg)\n\nThe shim is " << measurement.shimBytes
         << " bytes. Instructions are the shim's own, up to its exec of the target, counted by "
            "stepping through it (ptrace).\n\n| case | instructions | peak memory KiB | system "
            "calls | beneath the root | "
            "which |\n|---|---:|---:|---:|---:|---|\n";
    const auto orNot = [](const std::optional<std::uint64_t>& number) {
        return number ? std::to_string(*number) : "not counted";
    };
    for (const Count& count : measurement.counts) {
        text << "| " << count.name << " | " << orNot(count.instructions) << " | "
             << orNot(count.peakMemory) << " | ";
        if (count.systemCalls) {
            text << count.systemCalls->total() << " | " << count.systemCalls->beneathRoot << " | "
                 << systemCallList(*count.systemCalls) << " |\n";
        } else {
            text << "not counted | not counted | |\n";
        }
    }
    return text.str();
}

std::string asPlot(const Measurement& measurement) {
    double most = 0;
    for (const Result& result : measurement.results) most = std::max(most, result.median());
    const double least = resultNamed(measurement.results, kTarget).median() * 0.8;
    most *= 1.2;
    const Axes axes(measurement.sizes.back(), least, most);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + std::to_string(Axes::kWidth) +
           "\" height=\"" + std::to_string(Axes::kHeight) +
           "\" font-family=\"sans-serif\" font-size=\"12\">\n"
           "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" +
           grid(measurement, axes, least, most) +
           curve(measurement, axes, nameOfReading, "#c44", "every manifest read") +
           level(measurement, axes, kScript, "#888") + level(measurement, axes, kTarget, "#bbb") +
           curve(measurement, axes, nameOfLaunch, "#27a", "slipway") + "</svg>\n";
}

}  // namespace slipway::benchmark
