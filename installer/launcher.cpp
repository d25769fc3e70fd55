// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/launcher.h"

#include "installer/app_bundle.h"
#include "installer/desktop_entry.h"

namespace slipway {

std::optional<std::string> launcherFolder(const PlatformRules& rules, const VariableOf& variable,
                                          bool isSystems) {
    switch (rules.platform) {
        case Platform::kLinux:
            return desktopEntryFolder(variable, isSystems);
        case Platform::kMacos:
            return appBundleFolder(variable, isSystems);
        case Platform::kWindows:
            break;
    }
    return std::nullopt;
}

std::vector<FoundLauncher> launchersIn(const std::string& folder, const PlatformRules& rules) {
    return rules.platform == Platform::kMacos ? appBundlesIn(folder) : desktopEntriesIn(folder);
}

PlannedChanges planLaunchers(const std::string& folder, const std::vector<Launcher>& launchers,
                             const PlatformRules& rules) {
    return rules.platform == Platform::kMacos ? planAppBundles(folder, launchers)
                                              : planDesktopEntries(folder, launchers);
}

PlannedChanges planLauncherRemoval(const std::string& folder, const std::vector<std::string>& shims,
                                   const PlatformRules& rules) {
    return rules.platform == Platform::kMacos ? planAppBundleRemoval(folder, shims)
                                              : planDesktopEntryRemoval(folder, shims);
}

}  // namespace slipway
