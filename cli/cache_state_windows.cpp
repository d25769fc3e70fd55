// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "cli/cache_state.h"
#include "manifests/disk.h"
#include "manifests/paths.h"
#include "resolver/witness_windows.h"
#include "shim/catalogue_cache.h"

namespace slipway {

namespace {

FileFacts factsAt(const std::string& path) {
    Arena arena;
    return factsOf(widePath(path, arena), Links::kFollowed);
}

// The folder, or the nearest above it that is there: in that one it would be made.
std::string nearestThere(std::string folder) {
    while (factsAt(folder).error != 0 && folder != rootOf(folder, kWindowsRules)) {
        folder = parentOf(folder, kWindowsRules);
    }
    return folder;
}

// Whether it can be written to shows when it is.
CacheState::Kind kindOf(const std::string& folder, const std::string& there) {
    const FileFacts facts = factsAt(there);
    if (facts.error != 0) return CacheState::Kind::kUsable;
    if (fileType(facts) != FileType::kFolder) return CacheState::Kind::kNoFolder;
    const bool isForeign = there == folder && !isOwn(facts);
    return isForeign ? CacheState::Kind::kForeign : CacheState::Kind::kUsable;
}

bool isCatalogueName(std::string_view name) {
    if (name.starts_with("last-")) name.remove_prefix(5);
    return name.size() == 16 &&
           name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void addFile(const std::string& path, CacheState& state) {
    const FileFacts facts = factsAt(path);
    if (facts.error != 0) return;
    if (fileType(facts) != FileType::kFile || !isOwn(facts)) {
        state.foreign.push_back(path);
        return;
    }
    state.bytes += facts.size;
    if (openCatalogue(path)) {
        ++state.catalogues;
    } else {
        state.damaged.push_back(path);
    }
}

}  // namespace

CacheState cacheState(const std::string& folder) {
    const std::string path = tidyPath(folder, kWindowsRules);
    const std::string there = nearestThere(path);
    CacheState state{.kind = kindOf(path, there)};
    if (state.kind == CacheState::Kind::kNoFolder) state.inTheWay = there;
    HostDisk disk;
    const auto names = disk.list(path);
    if (!names) return state;
    for (const std::string& name : *names) {
        if (isCatalogueName(name)) addFile(joinPath(path, name, kWindowsRules), state);
    }
    return state;
}

}  // namespace slipway
