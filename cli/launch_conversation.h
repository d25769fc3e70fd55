// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The helper's end of what it has to say with the launch that it prepares (shim/preparation.h).

#pragma once

#include <cstddef>
#include <vector>

#include "resolver/arena.h"
#include "resolver/launch_plan.h"

namespace slipway {

// Becomes readable at the end of whoever asked; -1 where this process ends with it anyway.
int connectionToLaunch();

// Empty where there is no whole request.
std::vector<std::byte> receiveRequest();

// The plan, and its companions: on POSIX a process stays behind that starts them once the
// application runs, on Windows that is the shim's to do.
void answerWith(LaunchPlan plan, Arena& arena);

}  // namespace slipway
