// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What of a catalogue cannot matter to any launch of its command, so that a shim need not meet it.

#pragma once

#include <span>

#include "resolver/arena.h"
#include "resolver/catalogue.h"
#include "resolver/platform.h"

namespace slipway {

// Of each integration: false where `when` is false for every installation, whatever the launch
// brings.
std::span<const bool> whichMayApply(const Catalogue& catalogue, const PlatformRules& rules,
                                    Arena& arena);

}  // namespace slipway
