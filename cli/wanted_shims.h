// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which shims an `install` is for.

#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "cli/syntax.h"
#include "installer/shim_plan.h"

namespace slipway {

struct WantedShims {
    std::vector<WantedShim> shims;
    Problems remarks;  // what the user may not have expected
};

// A shim for each command of each application. Of `maya@2024` those are `maya2024`, `mayapy2024`,
// bound to that version.
std::expected<WantedShims, Problems> shimsOfApplications(
    const std::vector<ApplicationRequest>& requests, const Surroundings& surroundings);

// A shim for an executable; an empty name: the file's own.
std::expected<WantedShims, Problems> shimOfTarget(const std::string& path, const std::string& name,
                                                  const Surroundings& surroundings);

}  // namespace slipway
