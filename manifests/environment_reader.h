// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The table `env`: operations on variables in every way of writing them (spec 1.4, "Operations").

#pragma once

#include <vector>

#include "manifests/document.h"
#include "manifests/manifest.h"
#include "manifests/table_reader.h"

namespace slipway {

// The operations in the order of writing, whatever tables they are written in. Mistakes are
// reported; an operation that says nothing for this platform is left out.
std::vector<EnvironmentOperation> readEnvironment(const Node& env, const Reading& reading);

// The same operations as a table of `NAME.OPERATION` in the order of writing, so that declarations
// of one application merge operation by operation however each is written. `env` was read before
// without an error; tables by platform are resolved.
Node canonicalEnvironment(const Node& env, const PlatformRules& rules);

}  // namespace slipway
