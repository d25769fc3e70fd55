// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which installation a launch takes (spec 2.1, "The installation, first that answers"). A shim with
// a target of its own launches that one and nothing else, as what an installation there is.

#pragma once

#include <string_view>

#include "resolver/catalogue.h"
#include "resolver/evaluator.h"
#include "resolver/launch_facts.h"
#include "resolver/remarks.h"

namespace slipway {

struct InstallationChoice {
    const catalogue::Installation* installation = nullptr;  // null: none is known
    // The main executable, or the shim's own target; empty: there is none, and remarks say why.
    std::string_view path;
    // "command-line", "shim", "SLIPWAY_USE", "enclosing-launch", "pin", "use", "newest",
    // "recorded", "PATH"
    std::string_view reason;
    const catalogue::VersionPin* pin = nullptr;  // of "pin" and "use"
};

// `facts` are those of the launch but for the application's version.
InstallationChoice chooseInstallation(const Catalogue& catalogue, const Invocation& invocation,
                                      LaunchFacts& facts, World& world, Remarks& remarks,
                                      const PlatformRules& rules, Arena& arena);

}  // namespace slipway
