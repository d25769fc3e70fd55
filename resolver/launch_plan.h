// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The outcome of evaluating a catalogue for one launch. The shim executes it, `explain` prints it,
// `env` exports it: there is no other way to a launch (spec 2.1).

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "resolver/environment.h"
#include "resolver/language.h"
#include "resolver/preparation.h"

namespace slipway {

// Why there is no launch, or that there is one. Each has its exit code (spec 2.2).
enum class Outcome : std::uint8_t { kLaunch, kRefused, kNotExecutable, kNotFound };

// 0, 125, 126, 127.
int exitCode(Outcome outcome);

// Something the evaluation has to say; `message` is whole sentences on one line.
struct Remark {
    Severity severity;
    std::string_view code;  // a stable word (spec 2.7)
    std::string_view message;
};

// All texts live in the arena, the catalogue or the invocation that the plan was made from.
struct LaunchPlan {
    Outcome outcome = Outcome::kLaunch;
    std::string_view executable;                       // absolute
    std::span<const char* const> arguments;            // argv, a null pointer behind it
    std::optional<std::string_view> workingDirectory;  // nothing: the caller's
    std::span<const char* const> environment;          // envp, a null pointer behind it
    bool rosetta = false;  // on a Mac, the Intel half of a universal executable
    EnvironmentPatch changes;
    std::span<const Remark> remarks;  // a refusal's reason is the last
    std::span<const PlannedCompanion> companions{};
    // Something is to be done ahead of the launch, or its folder or port is part of it: the helper
    // evaluates it again, and does.
    bool needsPreparing = false;
    std::uint64_t patience = 0;  // milliseconds that its commands may take together
};

}  // namespace slipway
