// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>

#include "shim/own_file.h"

namespace slipway {

namespace {

bool makeFolder(char* path, int most) {
    if (::mkdir(path, 0700) == 0 || errno == EEXIST) return true;
    char* const slash = ::strrchr(path, '/');
    if (errno != ENOENT || most == 1 || slash == nullptr || slash == path) return false;
    *slash = '\0';
    const bool isThere = makeFolder(path, most - 1);
    *slash = '/';
    return isThere && ::mkdir(path, 0700) == 0;
}

bool isOwn(int file, ::mode_t type) {
    struct ::stat facts;
    return ::fstat(file, &facts) == 0 && (facts.st_mode & S_IFMT) == type &&
           facts.st_uid == ::geteuid() && (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0 &&
           (type == S_IFDIR || facts.st_nlink == 1);
}

}  // namespace

void makeOwnFolders(std::string_view folder) {
    const std::size_t own = std::min(folder.rfind("/slipway"), folder.size());
    const auto most = 1 + static_cast<int>(std::ranges::count(folder.substr(own), '/'));
    char path[4096];
    if (folder.size() >= sizeof path) return;
    ::memcpy(path, folder.data(), folder.size());
    path[folder.size()] = '\0';
    makeFolder(path, most);
}

int openInOwnFolder(std::string_view folderPath, std::string_view name, int flags) {
    int folder = openFolder(folderPath.data(), O_NOFOLLOW);
    if (folder == -1 && errno == ENOENT && (flags & O_CREAT) != 0) {
        makeOwnFolders(folderPath);
        folder = openFolder(folderPath.data(), O_NOFOLLOW);
    }
    if (folder == -1) return -1;
    int file = -1;
    if (isOwn(folder, S_IFDIR)) {
        file = ::openat(folder, name.data(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY,
                        0600);
    }
    ::close(folder);
    if (file == -1 || isOwn(file, S_IFREG)) return file;
    ::close(file);
    return -1;
}

}  // namespace slipway
