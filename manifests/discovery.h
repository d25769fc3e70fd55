// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// From roots to plugins (spec 1.2).

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/disk.h"
#include "manifests/manifest.h"
#include "manifests/paths.h"
#include "manifests/plugin_folder.h"
#include "manifests/plugin_roots.h"
#include "resolver/platform.h"

namespace slipway {

struct Plugin {
    std::string name;
    std::string version;                    // empty: the lowest
    std::string platform;                   // of its folder's name; may be empty
    std::size_t root = 0;                   // index into the roots
    std::string folder;                     // absolute
    std::string manifestPath;               // absolute
    bool broken = false;                    // has errors: contributes nothing, but keeps its name
    std::optional<std::size_t> shadowedBy;  // index of the plugin that counts instead
    Manifest manifest;                      // empty where broken or shadowed
};

struct Discovery {
    std::vector<PluginRoot> roots;
    std::vector<Plugin> plugins;  // by root, then by name, then by version, highest first
};

// Reads every plugin of every root. Another platform's folders are passed over. Broken plugins,
// missing roots (code "root-missing"), shadowed plugins (code "plugin-shadowed", not concerning
// the launch) are reported. Of a broken plugin one error concerns the launch; its hint ends in
// that the plugin is left out.
Discovery discoverPlugins(std::vector<PluginRoot> roots, Disk& disk, const PlatformRules& rules,
                          Diagnostics& diagnostics);

}  // namespace slipway
