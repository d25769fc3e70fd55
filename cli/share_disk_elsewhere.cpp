// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Here no path is known to be on a share (shim/shares_elsewhere.cpp), so that each is looked at as
// if it were local.

#include "cli/share_disk.h"

namespace slipway {

class ShareDisk::Worker {};

ShareDisk::ShareDisk(Disk& disk, std::span<const char* const> environment)
    : disk_(disk), environment_(environment), shares_(arena_) {}

ShareDisk::~ShareDisk() = default;

FileFacts ShareDisk::facts(const std::string& path) {
    return disk_.facts(path);
}

Entry ShareDisk::entry(const std::string& path) {
    return disk_.entry(path);
}

std::expected<FolderNames, int> ShareDisk::list(const std::string& folder) {
    return disk_.list(folder);
}

std::expected<FileContent, int> ShareDisk::read(const std::string& path, std::uint64_t limit) {
    return disk_.read(path, limit);
}

ShareFacts ShareDisk::shareFacts() {
    return {};
}

}  // namespace slipway
