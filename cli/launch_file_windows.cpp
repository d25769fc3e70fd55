// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>

#include "cli/launch_file.h"
#include "cli/private_file.h"
#include "installer/files.h"
#include "manifests/disk.h"
#include "resolver/arena.h"
#include "shim/host_world.h"

namespace slipway {

namespace {

std::string cannot(int error) {
    return error == 0 ? std::string() : "cannot be written: " + errorText(error);
}

}  // namespace

// Windows has no modes: who may read it is inherited from the folder, as of any file there.
std::string writeLaunchFile(const std::string& path, std::string_view content, std::uint32_t) {
    HostDisk disk;
    if (fileType(disk.facts(path)) == FileType::kFolder) {
        return "cannot be written: something else than a file is there";
    }
    makePrivateFoldersAbove(path);
    HostFiles files;
    Arena arena;
    // A name that nobody can know ahead: the folder may be everyone's.
    const std::string temporary = path + "." + std::string(makeLaunchId(arena));
    if (const int error = files.writeFile(temporary, std::string(content)); error != 0) {
        return cannot(error);
    }
    const int error = files.rename(temporary, path);
    if (error != 0) files.remove(temporary);
    return cannot(error);
}

}  // namespace slipway
