// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a desktop starts a shim by: an entry of its menu on Linux (desktop_entry.h), a small bundle
// on macOS (app_bundle.h), a shortcut and what belongs to it on Windows (start_menu.h).

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "installer/shim_folder.h"
#include "installer/shim_plan.h"

namespace slipway {

struct Launcher {
    std::string name;                       // the shim's
    std::string label;                      // what a person reads
    std::string shim{};                     // an absolute path
    std::string target{};                   // what it starts, where that is known: it has an icon
    std::string icon{};                     // an absolute path, or the name of an icon
    std::vector<std::string> categories{};  // freedesktop.org's
    std::vector<std::string> mimeTypes{};   // of what it opens
    bool operator==(const Launcher&) const = default;
};

// One of Slipway's that is there.
struct FoundLauncher {
    std::string path;
    std::string shim;  // that it starts
    bool operator==(const FoundLauncher&) const = default;
};

struct LauncherPlace {
    std::string folder;
    bool isSystems;
};

// Where the user's desktop looks for them, or all users'. Nothing where no variable says where that
// is.
std::optional<LauncherPlace> launcherPlace(const PlatformRules& rules, const VariableOf& variable,
                                           bool isSystems);

// Sorted by path. What is not Slipway's is none.
std::vector<FoundLauncher> launchersIn(const std::string& folder, const PlatformRules& rules);

// What of Slipway's is in the way is renewed, what is not Slipway's never touched.
PlannedChanges planLaunchers(const LauncherPlace& place, const std::vector<Launcher>& launchers,
                             const PlatformRules& rules);

// Those that start one of these shims.
PlannedChanges planLauncherRemoval(const LauncherPlace& place,
                                   const std::vector<std::string>& shims,
                                   const PlatformRules& rules);

}  // namespace slipway
