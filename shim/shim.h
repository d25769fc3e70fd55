// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim's story: who am I called as, what shall be launched, become it.

#pragma once

#include "resolver/arena.h"
#include "shim/process.h"

namespace slipway {

// Returns only where nothing was launched: the exit code, the reason having been said.
int runShim(const Process& process, Arena& arena);

}  // namespace slipway
