// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <io.h>

#include <cerrno>
#include <utility>

#include "installer/folder_lock.h"
#include "resolver/system_windows.h"

namespace slipway {

namespace {

constexpr DWORD kEverything = 1;  // byte: all lock the same one

HANDLE openLockFile(const std::string& path) {
    Arena arena;
    return ::CreateFileW(widePath(path, arena), GENERIC_READ | GENERIC_WRITE, kShareAll, nullptr,
                         OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
}

int lockIfFree(HANDLE file) {
    OVERLAPPED place = {};
    constexpr DWORD kTry = LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY;
    if (::LockFileEx(file, kTry, 0, kEverything, 0, &place)) return 0;
    const DWORD error = ::GetLastError();
    return error == ERROR_LOCK_VIOLATION ? EWOULDBLOCK : errnoOf(error);
}

int waitFor(HANDLE file, const OnWait& onWait) {
    if (const int error = lockIfFree(file); error != EWOULDBLOCK) return error;
    onWait();
    OVERLAPPED place = {};
    if (::LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK, 0, kEverything, 0, &place)) return 0;
    return errnoOf(::GetLastError());
}

// A file that is to be removed has no name any more as soon as its last handle is closed.
bool isRemoved(HANDLE file) {
    FILE_STANDARD_INFO info;
    return ::GetFileInformationByHandleEx(file, FileStandardInfo, &info, sizeof info) &&
           (info.DeletePending != 0 || info.NumberOfLinks == 0);
}

}  // namespace

std::expected<FolderLock, int> FolderLock::take(const std::string& file, const OnWait& onWait) {
    const HANDLE handle = openLockFile(file);
    if (handle == INVALID_HANDLE_VALUE) return std::unexpected(errnoOf(::GetLastError()));
    FolderLock lock(::_open_osfhandle(reinterpret_cast<intptr_t>(handle), _O_RDWR));
    if (const int error = waitFor(handle, onWait); error != 0) return std::unexpected(error);
    if (isRemoved(handle)) return std::unexpected(ENOENT);
    return lock;
}

std::expected<FolderLock, int> FolderLock::takeIfFree(const std::string& file) {
    const HANDLE handle = openLockFile(file);
    if (handle == INVALID_HANDLE_VALUE) return std::unexpected(errnoOf(::GetLastError()));
    FolderLock lock(::_open_osfhandle(reinterpret_cast<intptr_t>(handle), _O_RDWR));
    if (const int error = lockIfFree(handle); error != 0) return std::unexpected(error);
    if (isRemoved(handle)) return std::unexpected(ENOENT);
    return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock::~FolderLock() {
    if (file_ >= 0) ::_close(file_);
}

}  // namespace slipway
