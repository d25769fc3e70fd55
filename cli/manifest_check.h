// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is wrong with manifests.

#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "manifests/compiler.h"
#include "manifests/diagnostic.h"

namespace slipway {

struct CheckReport {
    std::vector<Diagnostic> diagnostics;
    std::size_t manifests = 0;
    std::size_t configurations = 0;  // files
    std::vector<std::string> roots;  // that were looked at

    std::size_t count(Severity severity) const;
};

// The configuration and the plugin roots in force.
CheckReport checkAllInForce(const Surroundings& surroundings);

// Plugin roots, plugins, folders of configuration, and manifests and configuration files of any
// name that ends in `.toml` or `.json`, all taken for one studio in this order. A path that is none
// of these is the error, in words.
std::expected<CheckReport, std::string> checkPaths(const std::vector<std::string>& paths,
                                                   const Surroundings& surroundings);

// Warns of each value without operation on a variable that nothing else takes for a list: `set`
// was probably meant (spec 1.4). Variables named *PATH, *PATHS or *DIRS are lists by custom.
void warnOfUnnamedOperations(const Studio& studio, Diagnostics& diagnostics);

std::string checkText(const CheckReport& report, const Screen& screen);

}  // namespace slipway
