// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Carries out what was planned for a folder.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "installer/files.h"
#include "installer/folder_lock.h"
#include "installer/shim_plan.h"

namespace slipway {

// Makes the planned changes, all or none, and returns the plan. It is called twice: whoever else
// was at work in the folder when this one came may have changed what it rests on. What is changed
// stands in the journal before it is; without a `stateFolder` there is none, and a work that is
// interrupted stays as it is, each of its steps whole.
PlannedChanges carryOut(const std::string& folder, const std::function<PlannedChanges()>& plan,
                        const std::optional<std::string>& stateFolder, Files& files,
                        const OnWait& onWait);

// What became of a work that was interrupted.
struct Recovery {
    std::string folder;  // where it was done; empty where nobody knows
    Problems problems;   // what could not be taken back; it is tried again the next time
};
// None where another process is at work: what it does is not interrupted.
std::vector<Recovery> recover(const std::string& stateFolder, Files& files);

// That shims stand there, whoever has put them there.
std::expected<void, Problems> rememberPlaces(const std::vector<std::string>& places,
                                             const std::string& stateFolder, Files& files,
                                             const OnWait& onWait);

// Places that are away (in_place.h), with what was interrupted there.
std::expected<void, Problems> forgetPlaces(const std::vector<std::string>& places,
                                           const std::string& stateFolder, Files& files,
                                           const OnWait& onWait);

}  // namespace slipway
