// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Windows knows by an executable's header whether it has a console. A shim has to be of the same
// kind as what it launches: else a window flashes up, or a shell does not wait.

#pragma once

#include <string>
#include <string_view>

#include "resolver/platform.h"

namespace slipway {

// Of the first bytes of an executable, as many as there are.
bool hasWindowsSubsystem(std::string_view bytes);

// Of the file; what cannot be read has a console.
bool isWindowed(const std::string& executable);

// `consoleShim`, or on Windows the one beside it for what has no console: `slipway-shimw.exe`.
std::string shimFileFor(const std::string& consoleShim, bool isWindowed,
                        const PlatformRules& rules = kHostRules);

}  // namespace slipway
