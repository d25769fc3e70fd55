// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a launch must come to, worked out a second time: slowly, simply and straight from the
// specification. Shares no code with the product. What differs between platforms are the values of
// test::kHost.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/model/studio.h"

namespace slipway::model {

// As the platform tells names of variables apart.
struct VariableOrder {
    bool operator()(const std::string& left, const std::string& right) const;
};
using Variables = std::map<std::string, std::string, VariableOrder>;

struct World {
    std::string folder;  // what the studio's paths are below
    std::string home;
    std::string host;
    Variables environment;  // the shim's own, SLIPWAY_… included
};

struct Outcome {
    int exitCode = 0;  // where it is not 0, nothing else counts
    std::string executable;
    std::vector<std::string> arguments;  // argv[0] included
    std::string workingDirectory;        // empty: as it was
    // Values that only the launch knows stand in it as kLaunchId and kProcessId.
    Variables environment;
};

inline constexpr const char* kLaunchId = "<launch.id>";
inline constexpr const char* kProcessId = "<launch.pid>";

Outcome expectedOutcome(const Studio& studio, const Invocation& invocation, const World& world);

}  // namespace slipway::model
