// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the helper has to tell whoever looks for why a launch compiles anew: in SLIPWAY_LOG_FILE,
// from `SLIPWAY_LOG=debug` on.

#pragma once

#include <chrono>
#include <string>

#include "cli/surroundings.h"
#include "resolver/catalogue.h"

namespace slipway {

struct Compilation {
    std::string command;
    const Catalogue& catalogue;
    std::size_t bytes;
    bool kept;
    std::chrono::milliseconds time;
};

// A command that ran before a launch.
struct CommandRun {
    std::string executable;
    std::string_view integration;
    std::string ended;   // "ended with exit code 0"
    std::string output;  // without secrets
    std::string errors;
    std::chrono::milliseconds time;
};

// From `info` on: one line, and one for each line that it printed, the last ones where it printed
// many.
void logCommand(const CommandRun& command, const Surroundings& surroundings);

// One line; from `trace` on one more for each folder that the catalogue rests on.
void logCompilation(const Compilation& compilation, const Surroundings& surroundings);

}  // namespace slipway
