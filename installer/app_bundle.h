// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What macOS' Finder and Dock start an application by: a bundle whose executable is a line of shell
// that becomes the shim. Only files, so that it is made and tested anywhere.

#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "installer/launcher.h"

namespace slipway {

// The text of its Contents/Info.plist. `made`: how many folders are there for bundles alone.
std::string formatBundleList(const Launcher& launcher, std::size_t made);

// ~/Applications/Slipway, /Applications/Slipway: where the vendor's own bundle of that name may
// stand beside it.
std::optional<std::string> appBundleFolder(const VariableOf& variable, bool isSystems);

std::vector<FoundLauncher> appBundlesIn(const std::string& folder);
PlannedChanges planAppBundles(const std::string& folder, const std::vector<Launcher>& launchers);
PlannedChanges planAppBundleRemoval(const std::string& folder,
                                    const std::vector<std::string>& shims);

}  // namespace slipway
