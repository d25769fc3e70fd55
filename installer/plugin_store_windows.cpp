// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>
#include <vector>

#include "installer/files.h"
#include "installer/path_of.h"
#include "installer/plugin_store.h"

namespace slipway {

// <filesystem> takes a junction for a folder, and would empty what it leads to; and it removes no
// file that may only be read.
void removeWhole(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code failed;
    if (fs::is_directory(folder, failed) && !leadsElsewhere(folder)) {
        std::vector<fs::path> children;
        for (const auto& entry : fs::directory_iterator(folder, failed)) {
            children.push_back(entry.path());
        }
        for (const fs::path& child : children) removeWhole(child);
    }
    if (fs::remove(folder, failed) || leadsElsewhere(folder)) return;
    fs::permissions(folder, fs::perms::owner_write, fs::perm_options::add, failed);
    fs::remove(folder, failed);
}

// Windows does not exchange names: the name is free for as long as a rename takes.
int exchangeFolders(const std::string& one, const std::string& other) {
    HostFiles files;
    const std::string aside = one + ".old";
    if (const int error = files.rename(other, aside); error != 0) return error;
    const int error = files.rename(one, other);
    if (error != 0) files.rename(aside, other);
    return error;
}

}  // namespace slipway
