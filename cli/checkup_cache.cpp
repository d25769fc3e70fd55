// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>

#include "cli/cache_state.h"
#include "cli/checkup.h"
#include "cli/remedy.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "manifests/paths.h"
#include "shim/catalogue_cache.h"
#include "shim/process.h"

namespace slipway {

namespace {

constexpr std::string_view kWhy =
    "nothing is remembered: every launch reads all manifests anew, some ten times slower";

// What keeps the folder from being used; an empty code: nothing.
Finding findingOf(const CacheState& state, const std::string& folder, const PlatformRules& rules) {
    const std::string cache = "the cache " + inQuotes(folder);
    switch (state.kind) {
        case CacheState::Kind::kUsable:
            break;
        case CacheState::Kind::kNoFolder:
            return {Severity::kWarning, "cache-no-folder",
                    cache + " cannot be made: a file stands in its place", std::string(kWhy),
                    movingAside(state.inTheWay, rules)};
        case CacheState::Kind::kForeign:
            return {Severity::kWarning, "cache-foreign",
                    cache + " is somebody else's, or others can write to it",
                    "whoever can write there can decide what is launched",
                    movingAside(folder, rules)};
        case CacheState::Kind::kReadOnly:
            return {Severity::kWarning, "cache-read-only", cache + " cannot be written",
                    std::string(kWhy), "export XDG_CACHE_HOME=DIR  # a folder that can be written"};
    }
    return {};
}

std::string sizeOf(std::uint64_t bytes) {
    return std::to_string((bytes + 1023) / 1024) + " KiB";
}

void addFiles(const CacheState& state, const PlatformRules& rules, Checkup& checkup) {
    if (!state.foreign.empty()) {
        checkup.findings.push_back(
            {Severity::kWarning, "cache-file-foreign",
             counted(state.foreign.size(), "file") + " of the cache: somebody else's, links, or "
                                                     "writable by others",
             "they are passed over: the commands that they are for start more slowly",
             removalOf(state.foreign, rules)});
    }
    if (!state.damaged.empty()) {
        checkup.findings.push_back(
            {Severity::kNote, "cache-damaged",
             counted(state.damaged.size(), "catalogue") + " damaged, or of another Slipway",
             "the next launch of its command replaces it by itself",
             removalOf(state.damaged, rules)});
    }
}

Finding whyThereIsNone(const Surroundings& surroundings) {
    const bool isWindows = surroundings.rules.platform == Platform::kWindows;
    Finding finding{.severity = Severity::kNote, .code = "cache-off", .why = std::string(kWhy)};
    if (variable(surroundings.environment, "SLIPWAY_CACHE") != nullptr) {
        finding.what = "nothing is cached: SLIPWAY_CACHE=off";
        finding.mend = unsetting("SLIPWAY_CACHE", surroundings.rules);
        return finding;
    }
    finding.what =
        std::string("nothing is cached: ") + (isWindows ? "LOCALAPPDATA" : "HOME") + " is not set";
    finding.mend = std::string("set ") + (isWindows ? "it" : "HOME, or XDG_CACHE_HOME,") +
                   " to an absolute path";
    return finding;
}

}  // namespace

void examineCache(const Surroundings& surroundings, Checkup& checkup) {
    const PlatformRules& rules = surroundings.rules;
    Arena arena;
    std::string folder(catalogueFolder(surroundings.environment, arena));
    if (folder.empty()) {
        checkup.facts.push_back({"cache", "none"});
        checkup.findings.push_back(whyThereIsNone(surroundings));
        return;
    }
    folder = tidyPath(folder, rules);
    if (surroundings.disk.facts(folder).error == ETIMEDOUT) {
        checkup.findings.push_back({Severity::kWarning, "cache-silent",
                                    "'" + folder + "' is on a share that does not answer",
                                    std::string(kWhy), "see to the share"});
        return;
    }
    const CacheState state = cacheState(folder);
    Finding finding = findingOf(state, folder, rules);
    if (!finding.code.empty()) checkup.findings.push_back(std::move(finding));
    addFiles(state, rules, checkup);
    checkup.facts.push_back({"cache", folder + ": " + counted(state.catalogues, "catalogue") +
                                          ", " + sizeOf(state.bytes)});
}

}  // namespace slipway
