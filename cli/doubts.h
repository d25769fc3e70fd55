// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is written as it may be, and cannot be meant so: names that nobody has, commands that are
// not there, backslashes that became tabs, files that are nearly manifests. Launches pass it over,
// or refuse; `check` and `doctor` say it.

#pragma once

#include "cli/surroundings.h"
#include "manifests/compiler.h"

namespace slipway {

enum class StudioExtent {
    kInForce,  // all that launches from here go by: what it does not have, nobody has
    kNamed,    // some files, which may belong to another studio
};

void addDoubts(Studio& studio, StudioExtent extent, const Surroundings& surroundings);

}  // namespace slipway
