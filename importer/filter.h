// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A subscription's expression: the condition under which Connect asked the hook.

#pragma once

#include <expected>
#include <string>
#include <vector>

#include "importer/scenario.h"
#include "manifests/condition.h"

namespace slipway::ftrack {

struct Filter {
    std::string text;  // as `when` has it: without topic and `data.`; empty: always
    Condition condition;

    bool holds(const Scenario& scenario) const;
    // What identifiers are compared with: "maya*".
    std::vector<std::string> identifiers() const;
    // What versions are compared with.
    std::vector<std::string> versions() const;
};

// Otherwise a message: what cannot be read.
std::expected<Filter, std::string> readFilter(const std::string& expression);

}  // namespace slipway::ftrack
