// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Plans shims in the places of applications' own executables (spec 3.1). Looks, and changes
// nothing.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "installer/shim_plan.h"

namespace slipway {

struct WantedPlace {
    std::string name;    // the executable's, in the folder that is planned for
    std::string record;  // what its shim has to know
    bool mayBeScript = false;
};

// Why no shim may stand in the place of the executable, and what works instead; nothing where one
// may. The file is there.
std::optional<std::string> whyNotInPlace(const std::string& path, bool mayBeScript);

// What the shim in the place of the executable has to know; nothing where there is no record.
std::optional<std::string> placeRecord(const std::string& path);

// How packages are told of: not at all where whoever installs has no right to.
enum class Packages { kLeftAlone, kDiverted };

PlannedChanges planPlaces(const std::string& folder, const std::string& shimFile,
                          const std::vector<WantedPlace>& wanted, Packages packages);

// Gives the executables their places back.
PlannedChanges planRestoring(const std::string& folder, const std::string& shimFile,
                             const std::vector<std::string>& names);

// Puts right what is not in order: an executable that an update has put there becomes the real one,
// a shim of another Slipway is renewed, one without an executable goes. `slipway`: the helper that
// the shims are to call.
PlannedChanges planRepair(const std::string& folder, const std::string& shimFile,
                          const std::string& slipway, const std::vector<std::string>& names);

// The shim's file of the kind that the executable at `path`, or behind the shim there, is.
std::string shimForPlace(const std::string& shimFile, const std::string& path);

// Whether the file at `path` is, byte for byte, the other.
bool isCopyOf(const std::string& path, const std::string& other);

}  // namespace slipway
