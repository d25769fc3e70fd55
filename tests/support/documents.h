// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Trees and places in them, for tests of what reads them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/document.h"

namespace slipway::testing {

// A plugin "tools" 1.2.0 in the root /studio: its folder is /studio/tools-1.2.0, its manifest is
// shown as "slipway.toml".
SourcePointer toolsSource(std::string text = {});
// The beginning of its manifest.
Location toolsLocation();

// Texts that must be right: otherwise the test fails, and the tree is an empty table.
Node toml(std::string text);
Node json(std::string text);

// What `slipway` would print of each, in the order of finding.
std::vector<std::string> printed(const Diagnostics& diagnostics);

}  // namespace slipway::testing
