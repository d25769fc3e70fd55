// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which shims `install` and `uninstall` are for.

#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "cli/syntax.h"
#include "installer/launcher.h"
#include "installer/shim_folder.h"
#include "installer/shim_plan.h"
#include "manifests/compiler.h"

namespace slipway {

struct WantedShims {
    std::vector<WantedShim> shims;
    Problems remarks;  // what the user may not have expected
    // For a desktop, of those that show windows; where the shims will be is not said yet.
    std::vector<Launcher> launchers{};
};

// A shim for each command of each application. Of `maya@2024` those are `maya2024`, `mayapy2024`,
// bound to that version. An application that is not on this host has shims all the same: a shim
// folder may be filled before the application comes, or serve other hosts from a share.
std::expected<WantedShims, Problems> shimsOfApplications(
    const std::vector<ApplicationRequest>& requests, const Studio& studio,
    const Surroundings& surroundings);

// The application of that name, or why there is none.
std::expected<const Application*, std::string> knownApplication(const ApplicationRequest& request,
                                                                const Studio& studio,
                                                                const PlatformRules& rules);

// A request for each application that is installed on this host.
std::vector<ApplicationRequest> allInstalled(const Studio& studio,
                                             const Surroundings& surroundings);

// Where an installation has it, in the form that a command is written in by nearly every manifest.
std::optional<std::string> executableOf(const Command& command, const Installation& installation,
                                        const PlatformRules& rules);
// Whether it is there; of one in another form nobody can tell ahead of a launch, and it is.
bool hasCommand(const Command& command, const Installation& installation,
                const PlatformRules& rules);

// A shim for an executable; an empty name: the file's own.
std::expected<WantedShims, Problems> shimOfTarget(const std::string& path, const std::string& name,
                                                  const Surroundings& surroundings);

// The names of those that `text` is for: what `install APP[@VERSION]` made, as far as it is there
// now, or one shim by its name.
std::vector<std::string> shimsToRemove(const std::string& text, const std::vector<Place>& there,
                                       const Studio& studio, const PlatformRules& rules);

}  // namespace slipway
