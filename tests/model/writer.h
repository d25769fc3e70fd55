// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "tests/model/studio.h"

namespace slipway::model {

// The files of a studio by their paths below the world's folder. The seed chooses among the ways of
// writing one thing.
std::map<std::string, std::string> written(const Studio& studio, std::uint64_t seed,
                                           const std::string& folder);

// Where a plugin's files are, below the world's folder.
std::string pluginFolder(const Root& root, const Plugin& plugin);

}  // namespace slipway::model
