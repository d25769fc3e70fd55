// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Where configuration is looked for (spec 1.3).

#pragma once

#include <string>
#include <vector>

#include "manifests/configuration.h"
#include "manifests/host.h"

namespace slipway {

struct ConfigurationPlace {
    std::string path;  // absolute; there may be nothing
    Authority authority = Authority::kUser;
    bool onlyPolicy = false;  // the system's, where SLIPWAY_CONFIG names another file
};

// Highest first. SLIPWAY_CONFIG where it is no absolute path is reported and passed over.
std::vector<ConfigurationPlace> configurationPlaces(const Host& host, Diagnostics& diagnostics);

}  // namespace slipway
