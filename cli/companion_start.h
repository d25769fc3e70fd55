// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Companions come to be with the application, and with it only.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "resolver/preparation.h"

namespace slipway {

struct CompanionStart {
    std::string executable;
    std::span<const char* const> arguments;
    std::span<const char* const> environment;
};

// Leaves a process behind that waits at `connection` (shim/preparation.h) until the launch has come
// about and then starts them; where it does not, none. They hold none of this process's
// descriptors, and are nobody's children.
void startWithLaunch(const std::vector<CompanionStart>& companions, int connection);

}  // namespace slipway
