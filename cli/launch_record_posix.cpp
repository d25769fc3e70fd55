// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <linux/magic.h>
#include <sys/vfs.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <filesystem>

#include "cli/launch_record.h"
#include "cli/private_file.h"
#include "shim/catalogue_cache.h"
#include "shim/log.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

// File systems whose answers come from elsewhere, or from a process that may hang.
constexpr std::uint32_t kShares[] = {
    NFS_SUPER_MAGIC,  SMB_SUPER_MAGIC,  SMB2_SUPER_MAGIC,  CIFS_SUPER_MAGIC,
    CEPH_SUPER_MAGIC, AFS_SUPER_MAGIC,  AFS_FS_MAGIC,      CODA_SUPER_MAGIC,
    NCP_SUPER_MAGIC,  FUSE_SUPER_MAGIC, OCFS2_SUPER_MAGIC, V9FS_MAGIC,
    0x0bd00bd0,  // Lustre
    0x19830326,  // BeeGFS
    0x47504653,  // GPFS
    0x013111a8,  // IBRIX
    0xaad7aaea,  // Panasas
    0xbacbacbc,  // vmhgfs
};

fs::path nearestThere(fs::path path) {
    std::error_code failed;
    while (path.has_relative_path() && !fs::exists(path, failed)) path = path.parent_path();
    return path;
}

bool isOnShare(const std::string& path) {
    struct ::statfs facts {};
    if (::statfs(nearestThere(path).c_str(), &facts) != 0) return true;
    return std::ranges::find(kShares, static_cast<std::uint32_t>(facts.f_type)) !=
           std::end(kShares);
}

std::vector<std::string> places(const Surroundings& surroundings) {
    std::vector<std::string> files;
    Arena arena;
    const std::string cache(cacheFolder(surroundings.environment, arena));
    if (!cache.empty()) files.push_back(cache + "launches");
    const std::string runTime = variablesOf(surroundings)("XDG_RUNTIME_DIR").value_or("");
    if (runTime.starts_with('/')) files.push_back(runTime + "/slipway-launches");
    return files;
}

}  // namespace

std::string launchRecordFile(const Surroundings& surroundings) {
    if (!surroundings.user) return {};  // nobody whose own it could be
    for (const std::string& file : places(surroundings)) {
        if (!isOnShare(file)) return file;
    }
    return {};
}

std::string readLaunchRecord(const Surroundings& surroundings) {
    constexpr std::size_t kMost = 4 * kLaunchRecordBound;  // a launch adds to a full one once more
    std::string record;
    for (const std::string& file : places(surroundings)) {
        for (const std::string& part : {file + ".old", file}) {
            record += readPrivately(part, kMost).value_or("");
        }
    }
    return record;
}

std::string localTime(std::string_view utc) {
    std::tm parts{};
    if (::strptime(std::string(utc).c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr) {
        return std::string(utc);
    }
    const std::time_t time = ::timegm(&parts);
    char text[sizeof "YYYY-MM-DD hh:mm:ss"];
    ::localtime_r(&time, &parts);
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts);
    return text;
}

}  // namespace slipway
