// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/launcher.h"

#include "installer/app_bundle.h"
#include "installer/desktop_entry.h"
#include "installer/start_menu.h"

namespace slipway {

namespace {

std::optional<std::string> folderOf(const PlatformRules& rules, const VariableOf& variable,
                                    bool isSystems) {
    switch (rules.platform) {
        case Platform::kLinux:
            return desktopEntryFolder(variable, isSystems);
        case Platform::kMacos:
            return appBundleFolder(variable, isSystems);
        case Platform::kWindows:
            return startMenuFolder(variable, isSystems);
    }
    return std::nullopt;
}

}  // namespace

std::optional<LauncherPlace> launcherPlace(const PlatformRules& rules, const VariableOf& variable,
                                           bool isSystems) {
    auto folder = folderOf(rules, variable, isSystems);
    if (!folder) return std::nullopt;
    return LauncherPlace{*std::move(folder), isSystems};
}

std::vector<FoundLauncher> launchersIn(const std::string& folder, const PlatformRules& rules) {
    switch (rules.platform) {
        case Platform::kLinux:
            return desktopEntriesIn(folder);
        case Platform::kMacos:
            return appBundlesIn(folder);
        case Platform::kWindows:
            return shortcutsIn(folder);
    }
    return {};
}

PlannedChanges planLaunchers(const LauncherPlace& place, const std::vector<Launcher>& launchers,
                             const PlatformRules& rules) {
    switch (rules.platform) {
        case Platform::kLinux:
            return planDesktopEntries(place.folder, launchers);
        case Platform::kMacos:
            return planAppBundles(place.folder, launchers);
        case Platform::kWindows:
            return planShortcuts(place, launchers);
    }
    return {};
}

PlannedChanges planLauncherRemoval(const LauncherPlace& place,
                                   const std::vector<std::string>& shims,
                                   const PlatformRules& rules) {
    switch (rules.platform) {
        case Platform::kLinux:
            return planDesktopEntryRemoval(place.folder, shims);
        case Platform::kMacos:
            return planAppBundleRemoval(place.folder, shims);
        case Platform::kWindows:
            return planShortcutRemoval(place, shims);
    }
    return {};
}

}  // namespace slipway
