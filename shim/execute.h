// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The one system call that is a launch, where a process can become another program.

#pragma once

#include "resolver/launch_plan.h"

namespace slipway {

// Becomes `executable` with the plan's arguments and environment. Returns where it cannot; errno
// says why. Of a universal executable the plan may ask for the Intel half (`rosetta`): one that has
// none is not started then, as arch(1) has it.
void execute(const char* executable, const LaunchPlan& plan);

}  // namespace slipway
