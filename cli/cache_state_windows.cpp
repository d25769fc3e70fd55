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

// Whether it can be written to shows when it is.
CacheState::Kind kindOf(const std::string& folder) {
    const FileFacts facts = factsAt(folder);
    if (facts.error != 0) return CacheState::Kind::kUsable;
    if (fileType(facts) != FileType::kFolder) return CacheState::Kind::kNoFolder;
    return isOwn(facts) ? CacheState::Kind::kUsable : CacheState::Kind::kForeign;
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
    CacheState state{.kind = kindOf(path)};
    HostDisk disk;
    const auto names = disk.list(path);
    if (!names) return state;
    for (const std::string& name : *names) {
        if (isCatalogueName(name)) addFile(joinPath(path, name, kWindowsRules), state);
    }
    return state;
}

}  // namespace slipway
