// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Plans what `install` and `uninstall` change in a shim folder. Looks, and changes nothing.

#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "installer/change.h"
#include "installer/words.h"
#include "resolver/platform.h"

namespace slipway {

// A shim that shall be.
struct WantedShim {
    std::string name;    // the command that is typed
    std::string record;  // bytes; empty: it has nothing to know
    // On Windows: what it launches has no console, so the shim of that kind is made.
    bool isWindowed = false;
    bool operator==(const WantedShim&) const = default;
};

// Why a shim cannot be called so; nothing where it can. Names come from command lines and from
// manifests: none may lead out of a folder.
std::optional<std::string> whyNoShimName(std::string_view name, const PlatformRules& rules);

struct PlannedShim {
    enum class Outcome {
        kMade,
        kRenewed,  // was ours, points elsewhere or knows something else now
        kAsItWas,
        kRemoved,
        kNotThere,  // to be removed, but there is none
    };
    std::string name;
    Outcome outcome;
    bool operator==(const PlannedShim&) const = default;
};

struct ShimPlan {
    std::vector<PlannedShim> shims;      // in the order they were asked for
    std::vector<PlannedShim> launchers;  // of a desktop (launcher.h), by their files' names
    std::vector<Change> changes;
};
using PlannedChanges = std::expected<ShimPlan, Problems>;

// `shimFile`: the shim's own file, absolute. Problems are all there are, not just the first: a
// name that cannot be one, a name wanted twice for different things, one that something else has.
PlannedChanges planInstall(const std::string& folder, const std::string& shimFile,
                           const std::vector<WantedShim>& wanted,
                           const PlatformRules& rules = kHostRules);

// Both, in this order; problems where one has some.
PlannedChanges together(PlannedChanges first, PlannedChanges second);

// Removes links (or copies) and records.
PlannedChanges planUninstall(const std::string& folder, const std::vector<std::string>& names,
                             const PlatformRules& rules = kHostRules);

}  // namespace slipway
