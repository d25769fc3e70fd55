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

// One line; from `trace` on one more for each folder that the catalogue rests on.
void logCompilation(const Compilation& compilation, const Surroundings& surroundings);

}  // namespace slipway
