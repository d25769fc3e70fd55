// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "cli/cache_state.h"
#include "installer/shim_folder.h"
#include "shim/catalogue_cache.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

bool isOwn(const struct stat& facts) {
    return facts.st_uid == ::geteuid() && (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// The folder, or the nearest above it that is there: in that one it would be made.
fs::path nearestThere(fs::path folder) {
    std::error_code failed;
    while (folder.has_relative_path() && !fs::exists(folder, failed)) folder = folder.parent_path();
    return folder;
}

CacheState::Kind kindOf(const fs::path& folder, const fs::path& there) {
    struct stat facts {};
    if (::stat(there.c_str(), &facts) != 0) return CacheState::Kind::kReadOnly;
    if (!S_ISDIR(facts.st_mode)) return CacheState::Kind::kNoFolder;
    if (there == folder && !isOwn(facts)) return CacheState::Kind::kForeign;
    // As root, too, where the file system is read-only.
    return ::access(there.c_str(), W_OK | X_OK) == 0 ? CacheState::Kind::kUsable
                                                     : CacheState::Kind::kReadOnly;
}

bool isCatalogueName(std::string_view name) {
    if (name.starts_with("last-")) name.remove_prefix(5);
    return name.size() == 16 &&
           name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void addFile(const std::string& path, CacheState& state) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0) return;
    if (!S_ISREG(facts.st_mode) || !isOwn(facts)) {
        state.foreign.push_back(path);
        return;
    }
    state.bytes += static_cast<std::uint64_t>(facts.st_size);
    if (openCatalogue(path)) {
        ++state.catalogues;
    } else {
        state.damaged.push_back(path);
    }
}

}  // namespace

CacheState cacheState(const std::string& folder) {
    // fs::path("a/") has an empty file name: what is above it would be itself.
    const fs::path path =
        fs::path(folder.ends_with('/') ? folder.substr(0, folder.size() - 1) : folder);
    const fs::path there = nearestThere(path);
    CacheState state{.kind = kindOf(path, there)};
    if (state.kind == CacheState::Kind::kNoFolder) state.inTheWay = there.string();
    auto names = namesIn(path.string());
    if (!names) return state;
    std::ranges::sort(*names);
    for (const std::string& name : *names) {
        if (isCatalogueName(name)) addFile((path / name).string(), state);
    }
    return state;
}

}  // namespace slipway
