// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Plugins of ftrack Connect as plugins of Slipway: found, recorded, inferred, written, compared.

#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "importer/draft.h"

namespace slipway {

struct ImportRequest {
    std::vector<std::string> paths;  // absolute
    std::string root;                // where to write
    std::chrono::milliseconds timeout;
};

struct ImportedPlugin {
    std::string source;                    // what it is made of
    std::string manifest;                  // where it stands now; empty: nowhere
    std::size_t launches = 0;              // compared
    std::vector<std::string> failures;     // why something is not imported
    std::vector<std::string> differences;  // of manifest and hook
    ftrack::Findings findings;
};

// Otherwise which PATH is none.
std::expected<std::vector<ImportedPlugin>, std::string> importFromConnect(
    const ImportRequest& request, const Surroundings& surroundings);

}  // namespace slipway
