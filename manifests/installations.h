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
    Location location;          // the `find` entry
    std::string versionSource;  // how the version is known, for people: "from its path"
    bool rosetta = false;       // of a universal executable on a Mac, the Intel half is meant
};

// Newest version first; of one path found twice the first entry's. Only regular (or linked) files
// count that somebody may execute; on macOS a match may be a bundle (`.app`), whose executable
// counts. `{home}` and `{env.NAME}` in a pattern are expanded; an entry whose variable is unset
// finds nothing.
//
// A version is the entry's own or stands in the path; else the executable is asked, where the entry
// says how; else a bundle tells it. Bundles that are none and executables that do not answer are
// warnings which concern no launch.
std::vector<Installation> findInstallations(const Application& application, const Host& host,
                                            Diagnostics& diagnostics);

// The entry's path, or its segments, as a manifest has them.
std::string placeText(const FindEntry& entry);

}  // namespace slipway
