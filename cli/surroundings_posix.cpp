// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "cli/ask_executable.h"
#include "cli/surroundings.h"
#include "manifests/paths.h"
#include "shim/identity.h"
#include "shim/process.h"

extern char** environ;  // not every <unistd.h> has it

namespace slipway {

namespace {

using EnvironmentBlock = std::span<const char* const>;

std::string_view valueOf(EnvironmentBlock environment, std::string_view name) {
    const char* value = variable(environment, name);
    return value == nullptr ? std::string_view{} : value;
}

// A pipe has no width: what reads it (a pager, a file) breaks lines itself or not at all.
constexpr std::size_t kWidthOfNoTerminal = 100;

std::size_t widthOf(int descriptor, EnvironmentBlock environment) {
    const std::string_view columns = valueOf(environment, "COLUMNS");
    std::size_t width = 0;
    std::from_chars(columns.data(), columns.data() + columns.size(), width);
    if (width != 0) return width;
    winsize size{};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
    return kWidthOfNoTerminal;
}

Screen screenOf(int descriptor, EnvironmentBlock environment) {
    const bool colour = isatty(descriptor) == 1 && valueOf(environment, "NO_COLOR").empty() &&
                        valueOf(environment, "TERM") != "dumb";
    return {widthOf(descriptor, environment), colour};
}

std::string absoluteFolder(std::string_view folder, const std::string& workingDirectory) {
    if (isAbsolutePath(folder, kHostRules)) return std::string(folder);
    if (workingDirectory.empty()) return {};
    return tidyPath(joinPath(workingDirectory, folder, kHostRules), kHostRules);
}

std::string currentFolder() {
    std::error_code failed;
    return std::filesystem::current_path(failed).string();
}

}  // namespace

EnvironmentBlock processEnvironment(Arena&) {
    std::size_t count = 0;
    while (environ[count] != nullptr) ++count;
    return {environ, count};
}

Surroundings surroundingsOfProcess(int argc, const char* const* argv, ShareDisk& disk,
                                   Arena& arena) {
    const StartingPoint start = takeBack(processEnvironment(arena), kHostRules, arena);
    const EnvironmentBlock environment = start.environment;
    const Identity identity =
        identify(captureProcess(argc, const_cast<char* const*>(argv), environ, arena), arena);
    const std::string workingDirectory = currentFolder();
    // argc is 0 for a process that was started without even its own name.
    std::vector<std::string> arguments(argv + (argc == 0 ? 0 : 1), argv + argc);
    return {.arguments = std::move(arguments),
            .environment = environment,
            .workingDirectory = workingDirectory,
            .inheritedEnvironment = start.inherited,
            .enclosing = start.enclosing,
            .user = ::geteuid(),
            .executable = std::string(identity.ownFile),
            .folder = absoluteFolder(identity.folder, workingDirectory),
            .out = std::cout,
            .err = std::cerr,
            .outScreen = screenOf(STDOUT_FILENO, environment),
            .errScreen = screenOf(STDERR_FILENO, environment),
            .disk = disk,
            .shares = &disk,
            .definitions = builtinDefinitions(),
            .ask = askExecutable,
            .launch = launch};
}

}  // namespace slipway
