// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmark/counts.h"

#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cctype>
#include <csignal>
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

pid_t startTraced(const Command& command) {
    const std::vector<char*> argv = pointers(command.argv);
    const std::vector<char*> environment = pointers(command.environment);
    const pid_t child = fork();
    if (child != 0) return child;
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0) raise(SIGSTOP);
    execve(argv[0], argv.data(), environment.data());
    _exit(127);
}

// `count` is told how often the process stopped on the way. False: it ended before.
bool continueUntilExec(pid_t child, __ptrace_request how, std::uint64_t* count) {
    int status = 0;
    if (count == nullptr) {  // the first stop is the child's own
        waitpid(child, &status, 0);
        ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL);
    }
    while (ptrace(how, child, nullptr, nullptr) == 0 && waitpid(child, &status, 0) == child) {
        if (!WIFSTOPPED(status)) return false;
        if (status >> 8 == (SIGTRAP | (PTRACE_EVENT_EXEC << 8))) return true;
        if (count != nullptr) ++*count;
    }
    return false;
}

// The line of /proc/PID/status; the process must be stopped.
std::optional<std::uint64_t> peakOf(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stoull(line.substr(line.find(':') + 1));
    }
    return std::nullopt;
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

// Callgrind would count them, too, but loses its counts when the process becomes another program.
std::optional<std::uint64_t> instructionsOf(const Command& command) {
    const pid_t child = startTraced(command);
    std::uint64_t count = 0;
    const bool counted = continueUntilExec(child, PTRACE_CONT, nullptr) &&
                         continueUntilExec(child, PTRACE_SINGLESTEP, &count);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    return counted ? std::optional(count) : std::nullopt;
}

// At each entry into the system and each return from it the process stops: the last such stop ahead
// of the exec knows the most that there was.
std::optional<std::uint64_t> peakMemoryOf(const Command& command) {
    const pid_t child = startTraced(command);
    std::optional<std::uint64_t> peak;
    bool became = false;
    if (continueUntilExec(child, PTRACE_CONT, nullptr)) {
        int status = 0;
        while (!became && ptrace(PTRACE_SYSCALL, child, nullptr, nullptr) == 0 &&
               waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
            became = status >> 8 == (SIGTRAP | (PTRACE_EVENT_EXEC << 8));
            if (!became) peak = peakOf(child);
        }
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    return became ? peak : std::nullopt;
}

}  // namespace slipway::benchmark
