// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "installer/folder_lock.h"

namespace slipway {

namespace {

int openLockFile(const char* path) {
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0664);
    // A folder; or somebody else's, in a folder that a group shares: enough to lock it.
    const bool isReadable = file < 0 && (errno == EACCES || errno == EISDIR);
    return isReadable ? open(path, O_RDONLY | O_CLOEXEC) : file;
}

int lockIfFree(int file) {
    if (flock(file, LOCK_EX | LOCK_NB) == 0) return 0;
    // A file system without locks: each change is atomic all the same, so go on.
    const bool cannotLock = errno == EOPNOTSUPP || errno == ENOTSUP ||  // macOS' are two
                            errno == ENOLCK || errno == ENOSYS || errno == EBADF;
    return cannotLock ? 0 : errno;
}

int waitFor(int file, const OnWait& onWait) {
    if (const int error = lockIfFree(file); error != EWOULDBLOCK) return error;
    onWait();
    while (flock(file, LOCK_EX) != 0) {
        if (errno != EINTR) return errno;
    }
    return 0;
}

bool isStillAt(int file, const char* path) {
    struct stat opened, there;
    return fstat(file, &opened) == 0 && stat(path, &there) == 0 && opened.st_dev == there.st_dev &&
           opened.st_ino == there.st_ino;
}

}  // namespace

std::expected<FolderLock, int> FolderLock::take(const std::string& file, const OnWait& onWait) {
    FolderLock lock(openLockFile(file.c_str()));
    if (lock.file_ < 0) return std::unexpected(errno);
    if (const int error = waitFor(lock.file_, onWait); error != 0) return std::unexpected(error);
    if (!isStillAt(lock.file_, file.c_str())) return std::unexpected(ENOENT);
    return lock;
}

std::expected<FolderLock, int> FolderLock::takeIfFree(const std::string& file) {
    FolderLock lock(openLockFile(file.c_str()));
    if (lock.file_ < 0) return std::unexpected(errno);
    if (const int error = lockIfFree(lock.file_); error != 0) return std::unexpected(error);
    if (!isStillAt(lock.file_, file.c_str())) return std::unexpected(ENOENT);
    return lock;
}

void FolderLock::endWith(const std::function<void()>& last) && {
    last();
    if (file_ >= 0) close(std::exchange(file_, -1));
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock::~FolderLock() {
    if (file_ >= 0) close(file_);
}

}  // namespace slipway
