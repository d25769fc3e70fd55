// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Where an application is on this host (spec 1.4, "Finding installations").

#pragma once

#include <string>
#include <vector>

#include "manifests/discovery.h"
#include "manifests/disk.h"
#include "manifests/manifest.h"
#include "resolver/platform.h"

namespace slipway {

struct Installation {
    std::string version;  // empty: not known
    std::string path;     // of the main command's executable, absolute
    std::vector<Template> arguments;
    Location location;    // the `find` entry
};

// Newest version first; of one path found twice the first entry's. Only regular (or linked) files
// count that somebody may execute. `{home}` and `{env.NAME}` in a pattern are expanded; an entry
// whose variable is unset finds nothing.
std::vector<Installation> findInstallations(const Application& application,
                                            const PlatformRules& rules,
                                            const Variables& variables, Disk& disk);

// The paths that one pattern matches, with what stood for `{version}` (spec 1.4: a digit, then
// digits, letters and dots; a second one equals the first; `{version.major}`, `{version.minor}`
// are its parts). Folders are listed only where a segment has a wildcard.
struct PatternMatch {
    std::string path;
    std::string version;
    bool operator==(const PatternMatch&) const = default;
};
std::vector<PatternMatch> matchPattern(std::string_view pattern, const PlatformRules& rules,
                                       Disk& disk);

}  // namespace slipway
