// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway VERB …`: finds the verb and runs it.

#pragma once

#include "cli/surroundings.h"

namespace slipway {

// The exit code: 0 done, 1 the answer is "no" or there are errors, 2 wrong usage (spec 2.7); of
// `run` those of a launch.
int runCommandLine(const Surroundings& surroundings);

}  // namespace slipway
