// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Asking executables for their version (spec 1.4, "Finding installations").

#pragma once

#include <expected>
#include <string>
#include <vector>

#include "manifests/host.h"

namespace slipway {

// What the executable writes to standard output and standard error, up to 64 KiB. It gets an
// environment and a home of its own, which is deleted afterwards: no display, nothing of the
// user's. After 5 s it is killed, with whatever it started. Shims are not asked.
std::expected<std::string, AskFailure> askExecutable(const std::string& executable,
                                                     const std::vector<std::string>& arguments);

}  // namespace slipway
