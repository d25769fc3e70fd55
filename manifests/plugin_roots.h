// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// From the environment to plugin roots (spec 1.2).

#pragma once

#include <string>
#include <vector>

#include "manifests/configuration.h"
#include "manifests/diagnostic.h"
#include "manifests/paths.h"
#include "resolver/platform.h"

namespace slipway {

struct PluginRoot {
    std::string path;           // absolute
    std::string namedBy;        // "SLIPWAY_PLUGIN_PATH", …, "default"
    bool isDefault = false;     // missing is nothing; else a warning
    bool aheadOfEmpty = false;  // stands ahead of the empty entry: its pre-releases count
    bool operator==(const PluginRoot&) const = default;
};

// The roots in their order, each once. Relative entries are passed over (code "root-relative").
// Variables looked at: those of spec 1.2 as far as they count, and what they name. `configured` is
// the configuration's `plugin_path`.
std::vector<PluginRoot> findPluginRoots(const std::vector<ConfiguredPath>& configured,
                                        const PlatformRules& rules, const Variables& variables,
                                        Diagnostics& diagnostics);

// The roots of the user's own that are searched where none is named.
std::vector<PluginRoot> defaultPluginRoots(const PlatformRules& rules, const Variables& variables);

}  // namespace slipway
