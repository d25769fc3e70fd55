// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Everything of the outside that a verb may use, taken once in main: below it nothing reads the
// process's own environment, arguments or streams, so tests call verbs with values.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/share_disk.h"
#include "manifests/host.h"
#include "resolver/launch_plan.h"
#include "resolver/platform.h"
#include "resolver/session.h"
#include "shim/launch.h"

namespace slipway {

// What a text is shown on.
struct Screen {
    std::size_t width = 80;  // columns; more than fit are left to the terminal to break
    bool colour = false;
};

struct Surroundings {
    std::vector<std::string> arguments;        // without the program's own name
    std::span<const char* const> environment;  // the starting one; a null pointer behind it
    std::string workingDirectory;              // absolute; empty where there is none any more
    // What it was made from: the process's own, and what an enclosing launch left there.
    std::span<const char* const> inheritedEnvironment{};
    EnclosingLaunch enclosing{};
    std::optional<std::uint32_t> user{};  // the effective one; nothing: every file is trusted
    std::string executable{};             // slipway's own file, no link; empty: not known
    // Where the name stands that it was called by, as a shim knows its own: configuration may stand
    // there, while the file is that of one deployed version. Absolute; empty: not known.
    std::string folder{};
    std::ostream& out;
    std::ostream& err;
    Screen outScreen;
    Screen errScreen;
    Disk& disk;
    ShareDisk* shares = nullptr;  // the same, where it tells shares apart
    const PlatformRules& rules = kHostRules;
    std::span<const BuiltinDefinition> definitions;
    AskExecutable ask{};  // at every call anew; empty: nothing can be asked
    // Becomes the application; returns only when that failed.
    std::function<LaunchFailure(const LaunchPlan&, Arena&)> launch;
};

// The starting environment as the compiler asks for it.
Variables variablesOf(const Surroundings& surroundings);
// What a compilation is given. `surroundings` must outlive it. `siteFolder` is where the shim that
// is spoken of stands; without one, where slipway was called.
Host hostOf(const Surroundings& surroundings);
Host hostOf(const Surroundings& surroundings, std::string siteFolder);

// By the working directory where it is relative; nothing where that is no more.
std::optional<std::string> absolutePath(std::string_view path, const Surroundings& surroundings);

std::span<const char* const> processEnvironment(Arena& arena);

// What this process was started with. `argv`, `disk` and `arena` must outlive the result.
Surroundings surroundingsOfProcess(int argc, const char* const* argv, ShareDisk& disk,
                                   Arena& arena);

}  // namespace slipway
