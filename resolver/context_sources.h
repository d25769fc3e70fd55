// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whence a launch's context comes (spec 1.3, "Context").

#pragma once

#include "resolver/catalogue.h"
#include "resolver/evaluator.h"
#include "resolver/launch_facts.h"
#include "resolver/remarks.h"

namespace slipway {

// Fills `facts.context`, whose other facts are there but for the application's version: key by key
// the first source wins, one that contradicts an earlier one is left out whole, with a remark.
// False where some source did.
bool gatherContext(const Catalogue& catalogue, const Invocation& invocation,
                   const PlatformRules& rules, World& world, LaunchFacts& facts, Remarks& remarks,
                   Arena& arena);

}  // namespace slipway
