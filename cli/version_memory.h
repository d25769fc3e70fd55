// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What executables printed when they were asked for their version, remembered in the user's own
// cache (`slipway/versions`): by path, fingerprint of the file, and arguments. So an executable is
// asked once as long as its file is the same, whatever manifests say of its output. A failure is
// remembered for an hour: a machine may have been too busy, a licence server away.

#pragma once

#include "cli/surroundings.h"
#include "manifests/host.h"

namespace slipway {

// As `surroundings.ask`, which must outlive the result, with a memory. With SLIPWAY_CACHE=off, or
// without a home, without one.
AskExecutable rememberingAsk(const Surroundings& surroundings);

}  // namespace slipway
