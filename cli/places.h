// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `install`, `uninstall` and `repair` of shims in the places of applications' own executables.

#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "cli/syntax.h"
#include "installer/words.h"
#include "manifests/compiler.h"

namespace slipway {

// An executable whose place a shim is to take.
struct PlaceRequest {
    std::string path;     // absolute
    std::string command;  // what the shim launches; empty: the command of the file's name
};

// Those of the installations of these applications: the main executable and the commands beside it.
// Remarks say which commands are left out, and why.
struct RequestedPlaces {
    std::vector<PlaceRequest> places;
    Problems remarks;
};
std::expected<RequestedPlaces, Problems> placesOfApplications(
    const std::vector<ApplicationRequest>& requests, const Studio& studio, bool mayBeScript,
    const Surroundings& surroundings);

struct PlaceWork {
    bool dryRun = false;
    bool mayBeScript = false;
    // Of what is asked for by name all is done or nothing; of `--all` whatever can be.
    bool inParts = false;
};

// These say what they did, or why not; exit codes.
int installPlaces(const std::vector<PlaceRequest>& requests, const PlaceWork& work,
                  const Surroundings& surroundings);
// `texts`: paths of executables, their names, or APP[@VERSION]; none: all. One that is away (see
// installer/in_place.h) is forgotten where its path says so, and else kept.
int restorePlaces(const std::vector<std::string>& texts, const PlaceWork& work,
                  const Surroundings& surroundings);
int repairPlaces(const std::vector<std::string>& places, const PlaceWork& work,
                 const Surroundings& surroundings);

// The executables that shims are known to stand in the place of, the user's and the system's.
std::vector<std::string> knownPlaces(const Surroundings& surroundings);
// "forget it: slipway uninstall --in-place /opt/…"
std::string howToForget(const std::string& place, const PlatformRules& rules);

// Where the journal and the list of places are: the user's own, root's the system's.
std::optional<std::string> stateFolderOf(const Surroundings& surroundings);

}  // namespace slipway
