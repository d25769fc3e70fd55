// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>

#include "cli/cache_state.h"
#include "cli/checkup.h"
#include "cli/shell_format.h"
#include "cli/syntax.h"
#include "cli/terminal.h"
#include "manifests/wording.h"
#include "shim/catalogue_cache.h"
#include "shim/process.h"

namespace slipway {

namespace {

constexpr std::string_view kWhy =
    "nothing is remembered: every launch reads all manifests anew, some ten times slower";

std::string quoted(const std::vector<std::string>& paths) {
    std::string text;
    for (const std::string& path : paths) text += " " + quoteForSh(path);
    return text;
}

// What keeps the folder from being used; an empty code: nothing.
Finding findingOf(CacheState::Kind kind, const std::string& folder) {
    const std::string cache = "the cache " + inQuotes(folder);
    const std::string path = quoteForSh(folder);
    switch (kind) {
        case CacheState::Kind::kUsable:
            break;
        case CacheState::Kind::kNoFolder:
            return {Severity::kWarning, "cache-no-folder",
                    cache + " cannot be made: a file stands in its place", std::string(kWhy),
                    "ls -ld " + path + "  # move it away"};
        case CacheState::Kind::kForeign:
            return {Severity::kWarning, "cache-foreign",
                    cache + " is somebody else's, or others can write to it",
                    "whoever can write there can decide what is launched",
                    "mv " + path + " " + quoteForSh(folder + ".old")};
        case CacheState::Kind::kReadOnly:
            return {Severity::kWarning, "cache-read-only", cache + " cannot be written",
                    std::string(kWhy), "export XDG_CACHE_HOME=DIR  # a folder that can be written"};
    }
    return {};
}

std::string sizeOf(std::uint64_t bytes) {
    return std::to_string((bytes + 1023) / 1024) + " KiB";
}

void addFiles(const CacheState& state, Checkup& checkup) {
    if (!state.foreign.empty()) {
        checkup.findings.push_back(
            {Severity::kWarning, "cache-file-foreign",
             counted(state.foreign.size(), "file") + " of the cache: somebody else's, links, or "
                                                     "writable by others",
             "they are passed over: the commands that they are for start more slowly",
             "rm" + quoted(state.foreign)});
    }
    if (!state.damaged.empty()) {
        checkup.findings.push_back(
            {Severity::kNote, "cache-damaged",
             counted(state.damaged.size(), "catalogue") + " damaged, or of another Slipway",
             "the next launch of its command replaces it by itself", "rm" + quoted(state.damaged)});
    }
}

}  // namespace

void examineCache(const Surroundings& surroundings, Checkup& checkup) {
    Arena arena;
    std::string folder(catalogueFolder(surroundings.environment, arena));
    if (folder.empty()) {
        checkup.facts.push_back({"cache", "none"});
        const bool isOff = variable(surroundings.environment, "SLIPWAY_CACHE") != nullptr;
        checkup.findings.push_back(
            {Severity::kNote, "cache-off",
             isOff ? "nothing is cached: SLIPWAY_CACHE=off" : "nothing is cached: HOME is not set",
             std::string(kWhy),
             isOff ? "unset SLIPWAY_CACHE" : "set HOME, or XDG_CACHE_HOME, to an absolute path"});
        return;
    }
    folder.pop_back();
    if (surroundings.disk.facts(folder).error == ETIMEDOUT) {
        checkup.findings.push_back({Severity::kWarning, "cache-silent",
                                    "'" + folder + "' is on a share that does not answer",
                                    std::string(kWhy), "see to the share"});
        return;
    }
    const CacheState state = cacheState(folder);
    Finding finding = findingOf(state.kind, folder);
    if (!finding.code.empty()) checkup.findings.push_back(std::move(finding));
    addFiles(state, checkup);
    checkup.facts.push_back({"cache", folder + ": " + counted(state.catalogues, "catalogue") +
                                          ", " + sizeOf(state.bytes)});
}

}  // namespace slipway
