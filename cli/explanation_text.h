// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// An explanation for people.

#pragma once

#include <string>

#include "cli/explanation.h"
#include "cli/terminal.h"
#include "resolver/platform.h"

namespace slipway {

std::string explanationText(const Explanation& explanation, const PlatformRules& rules,
                            const Screen& screen);

// --- what other texts about a launch say in the same way

// "FILE:LINE"
std::string placeText(const Explanation::Place& place);
// "NAME VERSION"
std::string withVersion(const std::string& name, const std::string& version);
Style styleOf(OperationKind kind);
// "{NAME} is absent", "{NAME}, {NAME} are absent"
std::string isAbsent(const std::string& placeholders);

}  // namespace slipway
