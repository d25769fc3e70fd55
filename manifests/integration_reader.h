// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Integrations, which stand in manifests and in configuration files alike.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifests/manifest.h"
#include "manifests/table_reader.h"

namespace slipway {

// Those of the key `integration`; one without a name is called by the default.
std::vector<Integration> readIntegrations(const TableReader& root, const std::string& defaultName);

// The condition at a key of the type `kCondition`; always true where there is none.
Condition readCondition(const TableReader& table, std::string_view key);

}  // namespace slipway
