// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a desktop can show somebody who has no terminal to read (spec 2.2).

#pragma once

#include <span>
#include <string>

#include "cli/surroundings.h"

namespace slipway {

// That a command was not launched, and why: a notification, or a dialog. Waits for nobody to look;
// where it cannot be shown nothing happens.
void showOnDesktop(const std::string& command, std::span<const std::string> reasons,
                   const Surroundings& surroundings);

}  // namespace slipway
