// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An explanation for people.

#pragma once

#include <string>

#include "cli/explanation.h"
#include "resolver/platform.h"

namespace slipway {

std::string explanationText(const Explanation& explanation, const PlatformRules& rules,
                            const Screen& screen);

}  // namespace slipway
