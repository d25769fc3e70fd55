// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What an integration or a case of it does ahead of a launch (spec 1.4, "Beyond variables").

#pragma once

#include <vector>

#include "manifests/manifest.h"
#include "manifests/table_reader.h"

namespace slipway {

std::vector<BeforeCommand> readBefore(const TableReader& part);
std::vector<LaunchFile> readFiles(const TableReader& part);
std::vector<Companion> readCompanions(const TableReader& part);

}  // namespace slipway
