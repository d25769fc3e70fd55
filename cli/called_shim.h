// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim that a command runs when it is typed in a shell: `run`, `explain` and `env` answer for
// that one, with what was recorded of it and with the configuration beside it.

#pragma once

#include <string>
#include <string_view>

#include "cli/surroundings.h"

namespace slipway {

struct CalledShim {
    std::string folder;   // where configuration may stand; slipway's own where there is no shim
    std::string command;  // what it launches
    std::string version;  // it is bound to; empty: none
    std::string target;   // recorded at installation; empty: none
};

CalledShim shimCalled(const std::string& name, const Surroundings& surroundings);

}  // namespace slipway
