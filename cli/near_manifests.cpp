// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/near_manifests.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "manifests/plugin_draft.h"
#include "resolver/text.h"

namespace slipway {

namespace {

bool isNearlyAManifestName(const std::string& name) {
    std::string lowered = name;
    std::ranges::transform(lowered, lowered.begin(), lower);
    return !isManifestName(name) && (lowered.starts_with(kTomlManifest) ||
                                     lowered.starts_with(kJsonManifest) || isManifestName(lowered));
}

std::optional<std::string> misnamedIn(const std::string& folder, const FolderNames& names,
                                      Disk& disk, const PlatformRules& rules) {
    for (const std::string& name : names) {
        std::string path = joinPath(folder, name, rules);
        const bool isNear = isNearlyAManifestName(name);
        if (isNear && fileType(disk.facts(path)) == FileType::kFile) return path;
    }
    return std::nullopt;
}

// What an archive unpacks to that has a folder of its own within it.
std::optional<std::string> tooDeepIn(const std::string& folder, const FolderNames& names,
                                     Disk& disk, const PlatformRules& rules) {
    if (names.size() != 1) return std::nullopt;
    for (const std::string_view name : {kTomlManifest, kJsonManifest}) {
        std::string path = joinPath(joinPath(folder, names.front(), rules), name, rules);
        if (fileType(disk.facts(path)) == FileType::kFile) return path;
    }
    return std::nullopt;
}

void warn(const std::string& path, const PlatformRules& rules, Diagnostics& diagnostics) {
    auto source = std::make_shared<Source>();
    source->path = path;
    const bool isTooDeep = isManifestName(fileNameOf(path, rules));
    diagnostics.add({.severity = Severity::kWarning,
                     .code = "manifest-misnamed",
                     .message = isTooDeep ? "is one folder too deep to be found"
                                          : "is not called as manifests are",
                     .hint = isTooDeep ? "a plugin's manifest stands in a folder of the root itself"
                                       : "a manifest is called slipway.toml or slipway.json",
                     .location = {std::move(source)},
                     .concernsLaunch = false});
}

}  // namespace

std::optional<std::string> nearManifest(const std::string& folder, Disk& disk,
                                        const PlatformRules& rules) {
    const auto names = disk.list(folder);
    if (!names) return std::nullopt;
    auto misnamed = misnamedIn(folder, *names, disk, rules);
    return misnamed ? misnamed : tooDeepIn(folder, *names, disk, rules);
}

void warnOfNearManifests(const Discovery& discovery, Disk& disk, const PlatformRules& rules,
                         Diagnostics& diagnostics) {
    std::set<std::string> plugins;
    for (const Plugin& plugin : discovery.plugins) plugins.insert(plugin.folder);
    for (const PluginRoot& root : discovery.roots) {
        const auto names = disk.list(root.path);
        if (!names || plugins.contains(root.path)) continue;
        if (const auto path = misnamedIn(root.path, *names, disk, rules)) {
            warn(*path, rules, diagnostics);
        }
        for (const std::string& name : *names) {
            const std::string folder = joinPath(root.path, name, rules);
            if (name.starts_with('.') || plugins.contains(folder)) continue;
            if (const auto path = nearManifest(folder, disk, rules))
                warn(*path, rules, diagnostics);
        }
    }
}

}  // namespace slipway
