// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One plugin on its way from a folder to a manifest. It is read in two steps: its name and version
// first, which say whether it counts at all; the rest only where it does.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "manifests/discovery.h"

namespace slipway {

inline constexpr std::string_view kTomlManifest = "slipway.toml";
inline constexpr std::string_view kJsonManifest = "slipway.json";

// Where a plugin may be.
struct PluginPlace {
    std::size_t root = 0;
    FolderName name;
    std::string rootPath;
    std::string folder;
    std::string file{};  // of a plugin of one file; else empty: the manifest is to be found
    std::optional<Distrust> distrust{};  // of the root, which is reported already
};

struct PluginDraft {
    Plugin plugin;
    std::shared_ptr<Source> source;
    std::optional<Node> document;  // nothing where it could not be read
    Diagnostics problems;
    bool isSaid = false;  // that it is left out
};

// Nothing where there is no manifest. What is not trusted is not read. `trust` may be null.
std::optional<PluginDraft> readPluginDraft(const PluginPlace& place, TrustCheck* trust, Disk& disk,
                                           const PlatformRules& rules);

// Reads the manifest of a plugin that counts, and reports the problems of any.
void finishPlugin(PluginDraft& draft, const std::shared_ptr<const Places>& places,
                  const PlatformRules& rules, Diagnostics& diagnostics);

}  // namespace slipway
