// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which installation a launch takes (spec 2.1, "The installation, first that answers").

#pragma once

#include <string_view>

#include "resolver/catalogue.h"
#include "resolver/evaluator.h"
#include "resolver/launch_facts.h"
#include "resolver/remarks.h"

namespace slipway {

struct InstallationChoice {
    const catalogue::Installation* installation = nullptr;  // null: none is known
    std::string_view path;  // the main executable; empty: there is none, and remarks say why
    // "command-line", "shim", "SLIPWAY_USE", "enclosing-launch", "pin", "use", "newest",
    // "recorded", "PATH"
    std::string_view reason;
    const catalogue::VersionPin* pin = nullptr;  // of "pin" and "use"
};

// `facts` are those of the launch but for the application's version.
InstallationChoice chooseInstallation(const Catalogue& catalogue, const Invocation& invocation,
                                      LaunchFacts& facts, World& world, Remarks& remarks,
                                      Arena& arena);

}  // namespace slipway
