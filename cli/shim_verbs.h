// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the verbs that change shim folders share.

#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cli/surroundings.h"
#include "cli/verbs.h"
#include "installer/shim_folder.h"
#include "installer/shim_plan.h"

namespace slipway {

// The folder that the option names, else the user's own; an absolute path. Else why there is none.
std::expected<std::string, std::string> chosenShimFolder(const std::string& named,
                                                         std::string_view option,
                                                         const Surroundings& surroundings);

struct ShimWork {
    std::string folder;
    std::function<PlannedChanges()> plan;
    bool dryRun = false;
};

// As help speaks of them.
std::string usualShimFolder();
std::string usualSystemShimFolder();

// Carries it out, or with `dryRun` prints what that would change. What went wrong has been said
// where there is no plan.
std::optional<ShimPlan> carryOut(const ShimWork& work, const Surroundings& surroundings);

// The shim as it is shipped: beside `slipway`.
std::expected<std::string, std::string> shimFileBeside(const std::string& slipway);

// "HOME is not set": what says where a user's own things are.
std::string whatIsUnset(const PlatformRules& rules);

// Why `launcherPlace` is none.
std::string whyNoLauncherFolder(const PlatformRules& rules);

// Whether the shim is a copy of another shim than the one that belongs to this `slipway`.
bool isOutdatedCopy(const Place& shim, const std::string& slipway, const PlatformRules& rules);

std::string_view inWords(PlannedShim::Outcome outcome);

// Takes back what an earlier command was interrupted in, and says so.
void finishInterruptedWork(const Surroundings& surroundings);

// `slipway: …`, a line for each, on stderr; returns 1, the exit code of errors.
int sayProblems(const Problems& problems, const Surroundings& surroundings);

int runRepair(const Surroundings& surroundings, Arguments arguments);
int runStatus(const Surroundings& surroundings, Arguments arguments);

}  // namespace slipway
