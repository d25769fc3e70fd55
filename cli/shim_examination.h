// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is wrong with shims: `slipway status` says it of each, `slipway doctor` of all that have the
// same.

#pragma once

#include <compare>
#include <string>
#include <vector>

#include "cli/surroundings.h"
#include "installer/launcher.h"
#include "installer/shim_folder.h"
#include "manifests/compiler.h"

namespace slipway {

// Texts are safe on a terminal only once `printable`.
struct Ailment {
    Severity severity;
    std::string code;  // a stable word
    std::string fact;  // "no longer …"
    std::string why;   // it matters
    std::string mend;  // the command that mends it, or what else does
    auto operator<=>(const Ailment&) const = default;
};

struct ExaminedShim {
    std::string name;
    std::string path;
    std::vector<Ailment> ailments;  // none: it is in order

    bool isSound() const;  // in order, but for notes
};

std::vector<ExaminedShim> examineShimFolder(std::string folder, std::vector<Place> shims,
                                            const Studio& studio, const Surroundings& surroundings);

// Those in the places of executables, the user's and the system's.
std::vector<ExaminedShim> examinePlaces(const Surroundings& surroundings);

// What the desktop starts shims by, the user's and the system's.
std::vector<ExaminedShim> examineLaunchers(const Surroundings& surroundings);
std::vector<LauncherPlace> allLauncherPlaces(const Surroundings& surroundings);

// As JSON (cli/json_view.cpp).
std::string toJson(const std::vector<ExaminedShim>& shims);

std::vector<ExaminedShim> examineAllShims(const Surroundings& surroundings);

}  // namespace slipway
