// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <io.h>

#include <cerrno>
#include <utility>

#include "cli/index_file.h"
#include "installer/files.h"
#include "manifests/published_index.h"
#include "resolver/system_windows.h"

namespace slipway {

namespace {

constexpr ULONGLONG kPatience = 30'000;  // ms
constexpr DWORD kPause = 20;

std::unexpected<std::string> failure(const std::string& path, int error) {
    return std::unexpected("'" + path + "': " + errorText(error));
}

// There for as long as it is held, by a killed publisher no longer either.
HANDLE openLock(const std::string& path) {
    Arena arena;
    return ::CreateFileW(widePath(path, arena), GENERIC_WRITE | DELETE, 0, nullptr, OPEN_ALWAYS,
                         FILE_ATTRIBUTE_HIDDEN | FILE_FLAG_DELETE_ON_CLOSE, nullptr);
}

// One that is being removed is denied for a moment, so that this does not tell a missing right.
bool isHeld(DWORD error) {
    return error == ERROR_SHARING_VIOLATION || error == ERROR_ACCESS_DENIED;
}

std::string folderIn(const std::string& root) {
    return joinPath(root, kIndexFolder, kWindowsRules);
}

// One that everyone may write in would have launches pass the index over, this one and the next:
// what is made anew has the rights of the root.
void removeWhereEveryoneWrites(const std::string& root) {
    constexpr std::uint32_t kEveryoneWrites = 02;
    if ((HostDisk().facts(folderIn(root)).mode & kEveryoneWrites) == 0) return;
    HostFiles files;
    files.remove(indexPath(root, kWindowsRules));
    files.removeFolder(folderIn(root));
}

}  // namespace

std::expected<IndexLock, std::string> IndexLock::take(const std::string& root) {
    removeWhereEveryoneWrites(root);
    HostFiles files;
    const std::string folder = folderIn(root);
    const int error = files.makeFolder(folder);
    if (error != 0 && error != EEXIST) return failure(folder, error);
    const std::string lock = joinPath(folder, "lock", kWindowsRules);
    const ULONGLONG end = ::GetTickCount64() + kPatience;
    HANDLE file = openLock(lock);
    while (file == INVALID_HANDLE_VALUE && isHeld(::GetLastError())) {
        if (::GetTickCount64() > end) {
            return std::unexpected("'" + root + "' is being published by somebody else");
        }
        ::Sleep(kPause);
        file = openLock(lock);
    }
    if (file == INVALID_HANDLE_VALUE) return failure(lock, errnoOf(::GetLastError()));
    return IndexLock(root, ::_open_osfhandle(reinterpret_cast<intptr_t>(file), _O_RDWR));
}

IndexLock::IndexLock(IndexLock&& other) noexcept
    : root_(std::move(other.root_)), folder_(std::exchange(other.folder_, -1)) {}

IndexLock::~IndexLock() {
    if (folder_ == -1) return;
    ::_close(folder_);
    HostFiles().removeFolder(folderIn(root_));
}

// Who may read and write it is inherited from the root.
std::expected<void, std::string> IndexLock::replace(std::string_view index) {
    HostFiles files;
    const std::string path = indexPath(root_, kWindowsRules);
    const std::string temporary = path + ".new";
    files.remove(temporary);  // of a killed publisher
    int error = files.writeFile(temporary, std::string(index));
    if (error == 0) error = files.rename(temporary, path);
    if (error == 0) return {};
    files.remove(temporary);
    return failure(path, error);
}

std::expected<bool, std::string> IndexLock::remove() {
    const std::string path = indexPath(root_, kWindowsRules);
    const int error = HostFiles().remove(path);
    if (error == ENOENT) return false;
    if (error != 0) return failure(path, error);
    return true;
}

}  // namespace slipway
