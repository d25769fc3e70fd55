// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Carries out what was planned for a shim folder.

#pragma once

#include <functional>
#include <string>

#include "installer/files.h"
#include "installer/folder_lock.h"
#include "installer/shim_plan.h"

namespace slipway {

// Makes the planned changes, all or none, and returns the plan. It is called twice: whoever else
// was at work in the folder when this one came may have changed what it rests on.
PlannedChanges carryOut(const std::string& folder, const std::function<PlannedChanges()>& plan,
                        Files& files, const OnWait& onWait);

}  // namespace slipway
