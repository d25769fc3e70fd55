// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/configuration_files.h"

#include "manifests/wording.h"

namespace slipway {

namespace {

constexpr std::string_view kFile = "config.toml";
constexpr std::string_view kSiteFile = "slipway-site.toml";

using Folder = std::optional<std::string>;

Folder beneath(const Folder& folder, std::string_view name, const PlatformRules& rules) {
    if (!folder || !isAbsolutePath(*folder, rules)) return std::nullopt;
    return tidyPath(joinPath(*folder, name, rules), rules);
}

Folder systemFolder(const Host& host) {
    switch (host.rules.platform) {
        case Platform::kWindows:
            return beneath(nonEmpty(host.variables, "ProgramData"), "slipway", host.rules);
        case Platform::kMacos:
            return "/Library/Application Support/slipway";
        case Platform::kLinux:
            break;
    }
    return "/etc/slipway";
}

Folder userFolder(const Host& host) {
    if (host.rules.platform == Platform::kWindows) {
        return beneath(nonEmpty(host.variables, "APPDATA"), "slipway", host.rules);
    }
    const Folder home = homeFolder(host.rules, host.variables);
    if (host.rules.platform == Platform::kMacos) {
        return beneath(home, "Library/Application Support/slipway", host.rules);
    }
    // A relative one is to be ignored (XDG Base Directory Specification).
    const Folder configured =
        beneath(nonEmpty(host.variables, "XDG_CONFIG_HOME"), "slipway", host.rules);
    return configured ? configured : beneath(home, ".config/slipway", host.rules);
}

void add(const Folder& folder, std::string_view file, Authority authority, const Host& host,
         std::vector<ConfigurationPlace>& places) {
    const Folder path = beneath(folder, file, host.rules);
    if (path) places.push_back({*path, authority});
}

// SLIPWAY_CONFIG, where it names a file.
Folder namedFile(const Host& host, Diagnostics& diagnostics) {
    const Folder named = nonEmpty(host.variables, "SLIPWAY_CONFIG");
    if (!named) return std::nullopt;
    std::string path = expandPath(*named, host.rules, host.variables);
    if (isAbsolutePath(path, host.rules)) return tidyPath(path, host.rules);
    diagnostics.lack("config-relative", {},
                     "SLIPWAY_CONFIG is no absolute path and is passed over: " + quoted(*named),
                     "nothing is read relative to the working directory");
    return std::nullopt;
}

}  // namespace

std::vector<ConfigurationPlace> configurationPlaces(const Host& host, Diagnostics& diagnostics) {
    std::vector<ConfigurationPlace> places;
    if (const Folder named = namedFile(host, diagnostics)) {
        places.push_back({*named, Authority::kNamed});
        add(systemFolder(host), kFile, Authority::kSystem, host, places);
        if (places.size() == 2) places.back().onlyPolicy = true;
        return places;
    }
    add(userFolder(host), kFile, Authority::kUser, host, places);
    add(systemFolder(host), kFile, Authority::kSystem, host, places);
    if (!host.siteFolder.empty()) add(host.siteFolder, kSiteFile, Authority::kSite, host, places);
    return places;
}

}  // namespace slipway
