// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Becoming the application.

#pragma once

#include <string_view>

#include "resolver/arena.h"
#include "resolver/evaluator.h"
#include "resolver/launch_plan.h"

namespace slipway {

// How a launch that did not come about ended.
struct LaunchFailure {
    Outcome outcome;            // kNotFound, kNotExecutable or kRefused
    int error;                  // of the call that failed: errno
    std::string_view path;      // what it was about
    std::string_view reason{};  // in words, where it is not the system's
};

// Replaces this process by the plan's executable (execve(2)); on Windows, where nothing can do
// that, starts it and ends with its exit code as soon as it has ended. Returns only when that
// failed. Nothing of this process stays open or changed in the application; the working directory
// is changed only where the plan says so.
LaunchFailure launch(const LaunchPlan& plan, Arena& arena);

// The failure in words, on one line: of what is too large, what it is and how large.
std::string_view describeFailure(const LaunchFailure& failure, const LaunchPlan& plan, World& world,
                                 Arena& arena);

}  // namespace slipway
