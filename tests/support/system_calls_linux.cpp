// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <stdexcept>

#include "tests/support/sandbox.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

// The text within the first pair of quotes; strace escapes a quote inside.
std::string firstQuoted(std::string_view line) {
    const std::size_t start = line.find('"');
    if (start == std::string_view::npos) return {};
    std::size_t end = start + 1;
    while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
    return std::string(line.substr(start + 1, std::min(end, line.size()) - start - 1));
}

// Of `name(FIRST, "path"…`.
std::string firstArgument(std::string_view line) {
    const std::size_t start = line.find('(');
    if (start == std::string_view::npos || start + 1 >= line.size()) return {};
    if (line[start + 1] == '"') return {};
    return std::string(line.substr(start + 1, line.find_first_of(",)", start) - start - 1));
}

// `42    openat(…) = 3`
SystemCall read(const std::string& text) {
    SystemCall call;
    std::istringstream stream(text);
    stream >> call.process >> std::ws;
    std::getline(stream, call.line);
    const auto end = std::ranges::find_if(call.line, [](unsigned char c) {
        return !std::isalnum(c) && c != '_' && c != '+' && c != '-';
    });
    call.name.assign(call.line.begin(), end);
    call.path = firstQuoted(call.line);
    call.directory = firstArgument(call.line);
    return call;
}

std::vector<SystemCall> readAll(const std::string& text) {
    std::vector<SystemCall> calls;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) calls.push_back(read(line));
    return calls;
}

std::string temporaryFile() {
    std::string path = std::filesystem::temp_directory_path() / "slipway-strace-XXXXXX";
    const int file = mkstemp(path.data());
    if (file < 0) throw std::runtime_error("cannot make " + path);
    close(file);
    return path;
}

}  // namespace

bool SystemCall::isRelativeToWorkingDirectory() const {
    const bool takesPath = directory.empty() || directory == "AT_FDCWD";
    return takesPath && !path.empty() && !path.starts_with('/');
}

std::ostream& operator<<(std::ostream& stream, const SystemCall& call) {
    return stream << call.line;
}

std::vector<SystemCall> Traced::untilTheApplication() const {
    const auto isExec = [this](const SystemCall& call) {
        return call.name == "execve" && call.process == calls.front().process &&
               call.line.ends_with("= 0");
    };
    const auto start = std::ranges::find_if(calls, isExec);
    if (start == calls.end()) throw std::runtime_error("strace saw no start");
    const auto application = std::find_if(start + 1, calls.end(), isExec);
    if (application == calls.end()) throw std::runtime_error("strace saw no application");
    return {start, application + 1};
}

Traced trace(const Command& command) {
    const std::string file = temporaryFile();
    Command traced = command;
    traced.executable = program("strace");
    traced.arguments = {"strace", "-f", "-s", "4096", "-o", file, command.executable};
    traced.arguments.insert(traced.arguments.end(), command.arguments.begin() + 1,
                            command.arguments.end());
    // A build with sanitizers cannot look for leaks beneath strace, and takes that for a failure.
    traced.environment.emplace_back("ASAN_OPTIONS=detect_leaks=0");
    Traced result{run(traced), {}};
    result.calls = readAll(readFile(file));
    unlink(file.c_str());
    if (result.calls.empty()) {
        throw std::runtime_error("strace traced nothing: " + result.ended.errors);
    }
    return result;
}

std::vector<SystemCall> named(const std::vector<SystemCall>& calls,
                              const std::vector<std::string_view>& names) {
    std::vector<SystemCall> result;
    std::ranges::copy_if(calls, std::back_inserter(result), [&](const SystemCall& call) {
        return std::ranges::find(names, call.name) != names.end();
    });
    return result;
}

}  // namespace slipway::test
