// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What of a catalogue cannot matter to any launch of its command, so that a shim need not meet it.

#pragma once

#include "resolver/arena.h"
#include "resolver/catalogue.h"
#include "resolver/platform.h"

namespace slipway {

// False where `when` is false for every installation, whatever the launch brings.
bool mayApply(const Catalogue& catalogue, const catalogue::Integration& integration,
              const PlatformRules& rules, Arena& arena);

}  // namespace slipway
