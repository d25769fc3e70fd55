// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Files that were probably meant to be manifests and are none. Launches do not look for them: it
// would cost a listing of every folder that is no plugin.

#pragma once

#include <optional>
#include <string>

#include "manifests/diagnostic.h"
#include "manifests/discovery.h"

namespace slipway {

// Of a folder without a manifest, the path: "Slipway.toml", "slipway.toml.txt" (which Windows shows
// as "slipway.toml"), or a manifest one folder too deep, where an archive was unpacked.
std::optional<std::string> nearManifest(const std::string& folder, Disk& disk,
                                        const PlatformRules& rules);

// Warns (code "manifest-misnamed") of those in the roots' folders, and in a root itself.
void warnOfNearManifests(const Discovery& discovery, Disk& disk, const PlatformRules& rules,
                         Diagnostics& diagnostics);

}  // namespace slipway
