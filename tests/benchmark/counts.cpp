// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmark/counts.h"

#include <cctype>
#include <fstream>
#include <numeric>
#include <set>

namespace slipway::benchmark {

namespace fs = std::filesystem;

namespace {

Command under(std::vector<std::string> tool, const Command& command) {
    tool.insert(tool.end(), command.argv.begin(), command.argv.end());
    return {tool, command.environment};
}

// A line of strace -f: `PID NAME(ARGUMENTS) = RESULT`. Signals and ends of processes have no name.
struct TracedCall {
    std::string process;
    std::string name;
};

std::optional<TracedCall> parseCall(const std::string& line) {
    const std::size_t space = line.find_first_not_of(' ', line.find(' '));
    const std::size_t parenthesis = line.find('(');
    if (space == std::string::npos || parenthesis == std::string::npos || parenthesis <= space ||
        !std::islower(static_cast<unsigned char>(line[space]))) {
        return std::nullopt;
    }
    return TracedCall{line.substr(0, line.find(' ')), line.substr(space, parenthesis - space)};
}

SystemCalls readTrace(std::istream& trace, const std::string& root) {
    SystemCalls calls;
    std::set<std::string> processes;
    std::string first;
    bool started = false;
    for (std::string line; std::getline(trace, line);) {
        const auto call = parseCall(line);
        if (!call) continue;
        if (first.empty()) first = call->process;
        processes.insert(call->process);
        // The first execve is strace's own; the next of that process is the end of the launcher.
        if (call->name == "execve" && call->process == first && !started) {
            started = true;
            continue;
        }
        ++calls.byName[call->name];
        if (line.find(root) != std::string::npos) ++calls.beneathRoot;
        if (call->name == "execve" && call->process == first) break;
    }
    calls.processes = static_cast<int>(processes.size());
    return calls;
}

}  // namespace

int SystemCalls::total() const {
    return std::accumulate(byName.begin(), byName.end(), 0,
                           [](int sum, const auto& each) { return sum + each.second; });
}

std::optional<SystemCalls> systemCallsOf(const Command& command, const fs::path& root,
                                         const fs::path& scratch) {
    if (!fs::exists("/usr/bin/strace")) return std::nullopt;
    // -y shows the path behind a descriptor, so that calls relative to a folder count, too.
    outputOf(under({"/usr/bin/strace", "-f", "-y", "-s", "4096", "-o", scratch.string()}, command));
    std::ifstream trace(scratch);
    return readTrace(trace, root.string());
}

std::optional<std::uint64_t> instructionsOf(const Command& command) {
    if (!fs::exists("/usr/bin/valgrind")) return std::nullopt;
    const Output output = outputOf(under(
        {"/usr/bin/valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"}, command));
    constexpr std::string_view kLabel = "Collected :";
    const std::size_t at = output.err.find(kLabel);
    if (at == std::string::npos) return std::nullopt;
    return std::stoull(output.err.substr(at + kLabel.size()));
}

}  // namespace slipway::benchmark
