// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Where an application is on this host (spec 1.4, "Finding installations").

#pragma once

#include <string>
#include <vector>

#include "manifests/host.h"
#include "manifests/manifest.h"

namespace slipway {

struct Installation {
    std::string version;  // empty: not known
    std::string path;     // of the main command's executable, absolute
    std::vector<Template> arguments;
    Location location;  // the `find` entry
};

// Newest version first; of one path found twice the first entry's. Only regular (or linked) files
// count that somebody may execute. `{home}` and `{env.NAME}` in a pattern are expanded; an entry
// whose variable is unset finds nothing.
std::vector<Installation> findInstallations(const Application& application, const Host& host);

}  // namespace slipway
