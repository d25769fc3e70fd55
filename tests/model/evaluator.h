// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a launch must come to, worked out a second time: slowly, simply and straight from the
// specification. Shares no code with the product.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/model/studio.h"

namespace slipway::model {

struct World {
    std::string folder;  // what the studio's paths are below
    std::string home;
    std::string host;
    std::map<std::string, std::string> environment;  // the shim's own, SLIPWAY_… included
};

struct Outcome {
    int exitCode = 0;  // where it is not 0, nothing else counts
    std::string executable;
    std::vector<std::string> arguments;  // argv[0] included
    std::string workingDirectory;        // empty: as it was
    // Values that only the launch knows stand in it as kLaunchId and kProcessId.
    std::map<std::string, std::string> environment;
};

inline constexpr const char* kLaunchId = "<launch.id>";
inline constexpr const char* kProcessId = "<launch.pid>";

Outcome expectedOutcome(const Studio& studio, const Invocation& invocation, const World& world);

}  // namespace slipway::model
