// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// ftrack's way to say where an application is, an expression for each segment of the path, as a
// plain path pattern.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "resolver/platform.h"

namespace slipway::ftrack {

// The pattern, where it finds the same with the same versions wherever names are such as
// applications have: both are tried on folders made up for it, by the readers that launches use. A
// segment is taken for the whole name that it says (`bin` is not `binaries`). `version`: the
// expression for it; empty: ftrack's usual one.
std::optional<std::string> plainPattern(const std::vector<std::string>& segments,
                                        const std::string& version, const PlatformRules& rules);

}  // namespace slipway::ftrack
