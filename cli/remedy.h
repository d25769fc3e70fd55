// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What people are told to type, in the language of the platform's shells: on Windows
// what cmd and PowerShell both take, and words where there is nothing that both do.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolver/platform.h"

namespace slipway {

std::string removalOf(const std::vector<std::string>& files, const PlatformRules& rules);
// To the same name with `.old` behind it.
std::string movingAside(const std::string& path, const PlatformRules& rules);
std::string showingRightsOf(const std::string& path, const PlatformRules& rules);
std::string unsetting(std::string_view variable, const PlatformRules& rules);
// The variable with one entry more, which is empty.
std::string appendingNothingTo(std::string_view variable, const PlatformRules& rules);

}  // namespace slipway
