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

std::string lockFileOf(const std::string& path) {
    const bool isFolder = path.ends_with('/');
    return isFolder ? path.substr(0, path.size() - 1) + "\\.lock" : path;
}

// Gone with whoever had it open last. Until then it may be on its way out, and not to be opened.
HANDLE openLockFile(const std::string& path) {
    constexpr ULONGLONG kPatience = 2'000;  // ms
    constexpr DWORD kPause = 5;
    Arena arena;
    const std::string file = lockFileOf(path);
    const ULONGLONG end = ::GetTickCount64() + kPatience;
    for (;; ::Sleep(kPause)) {
        const HANDLE opened =
            ::CreateFileW(widePath(file, arena), GENERIC_READ | GENERIC_WRITE | DELETE, kShareAll,
                          nullptr, OPEN_ALWAYS, FILE_FLAG_DELETE_ON_CLOSE, nullptr);
        if (opened != INVALID_HANDLE_VALUE || ::GetLastError() != ERROR_ACCESS_DENIED ||
            ::GetTickCount64() > end) {
            return opened;
        }
    }
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

// As with `openLockFile`: a file on its way out is not to be opened.
bool isStillAt(HANDLE file, const std::string& path) {
    Arena arena;
    const Handle there(::CreateFileW(widePath(lockFileOf(path), arena), 0, kShareAll, nullptr,
                                     OPEN_EXISTING, 0, nullptr));
    BY_HANDLE_FILE_INFORMATION own, other;
    return there.isOpen() && ::GetFileInformationByHandle(file, &own) &&
           ::GetFileInformationByHandle(there.get(), &other) &&
           own.nFileIndexHigh == other.nFileIndexHigh && own.nFileIndexLow == other.nFileIndexLow;
}

}  // namespace

std::expected<FolderLock, int> FolderLock::take(const std::string& file, const OnWait& onWait) {
    const HANDLE handle = openLockFile(file);
    if (handle == INVALID_HANDLE_VALUE) return std::unexpected(errnoOf(::GetLastError()));
    FolderLock lock(::_open_osfhandle(reinterpret_cast<intptr_t>(handle), _O_RDWR));
    if (const int error = waitFor(handle, onWait); error != 0) return std::unexpected(error);
    if (!isStillAt(handle, file)) return std::unexpected(ENOENT);
    return lock;
}

std::expected<FolderLock, int> FolderLock::takeIfFree(const std::string& file) {
    const HANDLE handle = openLockFile(file);
    if (handle == INVALID_HANDLE_VALUE) return std::unexpected(errnoOf(::GetLastError()));
    FolderLock lock(::_open_osfhandle(reinterpret_cast<intptr_t>(handle), _O_RDWR));
    if (const int error = lockIfFree(handle); error != 0) return std::unexpected(error);
    if (!isStillAt(handle, file)) return std::unexpected(ENOENT);
    return lock;
}

void FolderLock::endWith(const std::function<void()>& last) && {
    if (file_ >= 0) ::_close(std::exchange(file_, -1));
    last();
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock::~FolderLock() {
    if (file_ >= 0) ::_close(file_);
}

}  // namespace slipway
