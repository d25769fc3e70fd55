// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which installation a launch takes (spec 2.1, "The installation, first that answers").

#pragma once

#include <string_view>

#include "resolver/catalogue.h"
#include "resolver/environment.h"
#include "resolver/evaluator.h"
#include "resolver/remarks.h"

namespace slipway {

struct InstallationChoice {
    const catalogue::Installation* installation = nullptr;  // null: none is known
    std::string_view path;    // the main executable; empty: there is none, and remarks say why
    std::string_view reason;  // "command-line", "shim", "SLIPWAY_USE", "newest", "recorded", "PATH"
};

InstallationChoice chooseInstallation(const Catalogue& catalogue, const Invocation& invocation,
                                      const Environment& environment, World& world,
                                      Remarks& remarks, Arena& arena);

}  // namespace slipway
