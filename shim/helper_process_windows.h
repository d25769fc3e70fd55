// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A process that the application never meets: it has no window, and of this process's handles none
// but the end of a pipe for what it writes.

#pragma once

#include <optional>
#include <span>

#include "resolver/system_windows.h"

namespace slipway {

struct HelperProcess {
    Handle process;
    Handle output;  // the reading end, for overlapped reading
};

// `arguments` begin with the executable's path and end with a null pointer, as `environment` does.
// Nothing where it could not be started (GetLastError says why).
std::optional<HelperProcess> startHelper(std::span<const char* const> arguments,
                                         std::span<const char* const> environment, Arena& arena);

}  // namespace slipway
