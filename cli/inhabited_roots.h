// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The plugin roots that had plugins when last a catalogue was kept: one that has none now is
// perhaps a share that is not mounted (spec 2.6, "empty where it was not").

#pragma once

#include <set>
#include <string>

#include "cli/surroundings.h"

namespace slipway {

// As a kept catalogue knows; none where there is no such file.
std::set<std::string> inhabitedRoots(const std::string& catalogueFile,
                                     const Surroundings& surroundings);
// As the catalogue knows that was kept last for the command.
std::set<std::string> inhabitedRootsOf(std::string_view command, const Surroundings& surroundings);

}  // namespace slipway
