// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include "shim/execute.h"

namespace slipway {

void execute(const char* executable, const LaunchPlan& plan) {
    ::execve(executable, const_cast<char* const*>(plan.arguments.data()),
             const_cast<char* const*>(plan.environment.data()));
}

}  // namespace slipway
