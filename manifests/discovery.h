// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// From roots to plugins (spec 1.2).

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "manifests/configuration.h"
#include "manifests/diagnostic.h"
#include "manifests/disk.h"
#include "manifests/manifest.h"
#include "manifests/paths.h"
#include "manifests/plugin_folder.h"
#include "manifests/plugin_roots.h"
#include "manifests/trust_check.h"
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
    bool excluded = false;                  // by a pin
    Manifest manifest;                      // empty where broken, shadowed or excluded

    bool isPassedOver() const { return excluded || shadowedBy.has_value(); }
    bool counts() const { return !broken && !isPassedOver(); }
};

// What pins say of the plugins' versions, for one launch.
struct PluginWish {
    PluginPin::Wish wish = PluginPin::Wish::kAny;
    std::string version;  // of kVersion, in whole components
    Location location;    // of the pin
};
using PluginWishes = std::function<std::optional<PluginWish>(std::string_view plugin)>;

// What is searched for plugins, and how.
struct PluginSearch {
    std::vector<PluginRoot> roots;
    PluginWishes wishes{};                   // empty: none
    std::shared_ptr<const Places> places{};  // what `{paths.NAME}` stands for in manifests
    TrustCheck* trust = nullptr;             // null: whoever wrote it, a manifest counts
    std::set<std::string> inhabited{};       // roots that had plugins when last looked at
    bool readsIndexes = true;                // false: what is there counts, whatever was published
    const Target* target = nullptr;          // as of Host
};

struct Discovery {
    std::vector<PluginRoot> roots;
    std::vector<Plugin> plugins;           // by root, then by name, then by version, highest first
    std::vector<std::size_t> published{};  // the roots that were read from their indexes
    std::vector<std::size_t> repeated{};   // the roots that are an earlier one by another path
};

// Reads every plugin of every root. Another platform's folders are passed over. Broken plugins,
// missing roots (code "root-missing"), those that are named twice ("root-repeated", not concerning
// the launch), indexes that are no use ("index-unusable"), empty ones that
// were not ("root-empty"), what others can write ("untrusted", of a root once, and its plugins are
// broken), shadowed and excluded plugins (codes "plugin-shadowed" and "plugin-excluded", not
// concerning the launch) are reported, and where a wish leaves nothing of a plugin that is there
// ("plugin-version-missing"). Of a broken plugin one error concerns the launch; its hint ends in
// that the plugin is left out.
Discovery discoverPlugins(PluginSearch search, Disk& disk, const PlatformRules& rules,
                          Diagnostics& diagnostics);

}  // namespace slipway
