// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Under which condition something is there: `when`, learned from where it was and where not.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "importer/scenario.h"

namespace slipway::ftrack {

// Of a scenario; the third is for where it makes no difference.
enum class Presence : std::uint8_t { kAbsent, kPresent, kEither };

// A comparison that may stand in `when`, and in which scenarios it holds.
struct Atom {
    std::string text;
    std::vector<bool> holds;
};

// All comparisons that tell some of the scenarios from the others: by context, by platform, by the
// variables that were read, by `fields` ("variant", "host"), by the versions. `texts`: what a hook
// may compare variables and fields with.
std::vector<Atom> atomsFor(const std::vector<Scenario>& scenarios,
                           const std::vector<std::string>& variables,
                           const std::vector<std::string>& fields,
                           const std::vector<std::string>& texts);

// The simplest that fits: nothing at all (an empty text), one comparison, two, or any of some.
// Nothing: none does.
std::optional<std::string> conditionFor(const std::vector<Presence>& presence,
                                        const std::vector<Atom>& atoms);

}  // namespace slipway::ftrack
