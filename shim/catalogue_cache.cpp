// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/catalogue_cache.h"

#include "resolver/hash.h"
#include "resolver/platform.h"
#include "shim/process.h"

namespace slipway {

namespace {

// The variables that name where plugins come from.
constexpr std::string_view kSources[] = {
    "FTRACK_CONNECT_PLUGIN_PATH",
    "HOME",
    "SLIPWAY_CONFIG",
    "SLIPWAY_PLUGIN_PATH",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
};
constexpr std::string_view kWindowsSources[] = {
    "APPDATA",        "FTRACK_CONNECT_PLUGIN_PATH", "LOCALAPPDATA", "PROGRAMDATA",
    "SLIPWAY_CONFIG", "SLIPWAY_PLUGIN_PATH",        "USERPROFILE",
};

constexpr std::span<const std::string_view> sources(const PlatformRules& rules) {
    if (rules.platform == Platform::kWindows) return kWindowsSources;
    return kSources;
}

std::uint64_t keyOf(const CatalogueRequest& request, std::span<const char* const> environment) {
    std::uint64_t key = hashText(request.command, kCatalogueFormat);
    key = hashText(request.siteFolder, key);
    for (const Answer& answer : request.answers) {
        key = hashText(answer.question, key);
        key = answer.answer ? hashText(*answer.answer, key) : mix(key, 1);
    }
    for (std::string_view name : sources(kHostRules)) {
        const char* value = variable(environment, name);
        key = value == nullptr ? mix(key, 1) : hashText(value, key);
    }
    return key;
}

}  // namespace

std::string_view catalogueFolder(std::span<const char* const> environment, Arena& arena) {
    const char* wanted = variable(environment, "SLIPWAY_CACHE");
    if (wanted != nullptr && std::string_view{wanted} == "off") return {};
    const std::string_view folder = cacheFolder(environment, arena);
    if (folder.empty()) return {};
    return arena.join({folder, "catalogues", {&kHostRules.pathSeparator, 1}});
}

std::string_view cataloguePath(const CatalogueRequest& request,
                               std::span<const char* const> environment, Arena& arena) {
    const std::string_view folder = catalogueFolder(environment, arena);
    if (folder.empty()) return {};
    return arena.join({folder, arena.hexadecimal(keyOf(request, environment))});
}

std::string_view lastCataloguePath(std::string_view command,
                                   std::span<const char* const> environment, Arena& arena) {
    const std::string_view folder = catalogueFolder(environment, arena);
    if (folder.empty()) return {};
    return arena.join({folder, "last-", arena.hexadecimal(hashText(command))});
}

}  // namespace slipway
