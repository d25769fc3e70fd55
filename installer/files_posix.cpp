// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string_view>

#include "installer/files.h"

namespace slipway {

namespace {

// Shared with one's group where the umask says so, never writable by everyone: what stands in a
// folder that anybody can write to, a launch does not trust.
constexpr mode_t kFolderMode = 0775;
constexpr mode_t kFileMode = 0664;

int errorOf(int result) {
    return result == 0 ? 0 : errno;
}

int writeAll(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return count < 0 ? errno : EIO;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return errorOf(fsync(file));
}

}  // namespace

int HostFiles::makeFolder(const std::string& path) {
    return errorOf(mkdir(path.c_str(), kFolderMode));
}

int HostFiles::removeFolder(const std::string& path) {
    return errorOf(rmdir(path.c_str()));
}

int HostFiles::makeLink(const std::string& target, const std::string& path) {
    return errorOf(symlink(target.c_str(), path.c_str()));
}

int HostFiles::writeFile(const std::string& path, const std::string& bytes) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode);
    if (file < 0) return errno;
    int error = writeAll(file, bytes);
    // A share may tell only now that there was no room.
    if (const int closing = errorOf(close(file)); error == 0) error = closing;
    if (error != 0) unlink(path.c_str());
    return error;
}

int HostFiles::rename(const std::string& from, const std::string& to) {
    return errorOf(std::rename(from.c_str(), to.c_str()));
}

int HostFiles::remove(const std::string& path) {
    return errorOf(unlink(path.c_str()));
}

}  // namespace slipway
