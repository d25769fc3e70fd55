// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A process of its own that nobody waits for.

#pragma once

#include <string>
#include <vector>

#include "cli/surroundings.h"

namespace slipway {

using CommandLine = std::vector<std::string>;  // an executable's path, its arguments

// Runs the first; where it fails the next, and so on. In a session of its own, its standard streams
// lead nowhere. Returns at once.
void runDetached(const std::vector<CommandLine>& commands, const Surroundings& surroundings);

}  // namespace slipway
