// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <ctime>
#include <memory>
#include <thread>
#include <utility>

#include "cli/index_file.h"
#include "manifests/published_index.h"

namespace slipway {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 30s;
constexpr std::time_t kLeftBehind = 60 * 60;  // a file of a publisher that was killed
constexpr mode_t kEveryoneWrites = S_IWOTH;

std::unexpected<std::string> failure(const std::string& path) {
    return std::unexpected("'" + path + "': " + errorText(errno));
}

bool isLocked(int folder) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (flock(folder, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) return true;  // there are no locks here
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

bool writeWhole(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = write(file, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

struct CloseFolder {
    void operator()(DIR* folder) const { closedir(folder); }
};

void removeLeftBehind(int folder) {
    const std::unique_ptr<DIR, CloseFolder> names(fdopendir(dup(folder)));
    if (!names) return;
    rewinddir(names.get());
    while (const dirent* entry = readdir(names.get())) {
        struct stat facts {};
        const bool isTemporary = std::string_view(entry->d_name).starts_with("index.");
        if (isTemporary && fstatat(folder, entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) == 0 &&
            facts.st_mtime < std::time(nullptr) - kLeftBehind) {
            unlinkat(folder, entry->d_name, 0);
        }
    }
}

}  // namespace

std::expected<IndexLock, std::string> IndexLock::take(const std::string& root) {
    struct stat facts {};
    if (stat(root.c_str(), &facts) != 0) return failure(root);
    const std::string path = joinPath(root, kIndexFolder, kLinuxRules);
    const bool isNew = mkdir(path.c_str(), 0700) == 0;
    if (!isNew && errno != EEXIST) return failure(path);
    // Not through a link: it could lead anywhere.
    const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder == -1) return failure(path);
    IndexLock lock(root, folder);
    if (isNew && fchmod(folder, facts.st_mode & 07777 & ~kEveryoneWrites) != 0) {
        return failure(path);
    }
    // An older one that everyone may write in would have launches pass the index over.
    struct stat own {};
    if (fstat(folder, &own) == 0 && (own.st_mode & kEveryoneWrites) != 0 &&
        fchmod(folder, own.st_mode & 07777 & ~kEveryoneWrites) != 0) {
        return failure(path);
    }
    if (!isLocked(folder)) {
        return std::unexpected("'" + root + "' is being published by somebody else");
    }
    return lock;
}

IndexLock::IndexLock(IndexLock&& other) noexcept
    : root_(std::move(other.root_)), folder_(std::exchange(other.folder_, -1)) {}

IndexLock::~IndexLock() {
    if (folder_ == -1) return;
    rmdir(joinPath(root_, kIndexFolder, kLinuxRules).c_str());
    close(folder_);
}

std::expected<void, std::string> IndexLock::replace(std::string_view index) {
    removeLeftBehind(folder_);
    const std::string name = "index." + std::to_string(getpid());
    const std::string path = indexPath(root_, kLinuxRules);
    unlinkat(folder_, name.c_str(), 0);  // of a killed publisher with the same number
    const int file = openat(folder_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file == -1) return failure(path);
    struct stat root {};
    // On the disk before it has its name: a power cut must not leave an empty index.
    const bool isWritten = stat(root_.c_str(), &root) == 0 && writeWhole(file, index) &&
                           fchmod(file, root.st_mode & 0666 & ~kEveryoneWrites) == 0 &&
                           fsync(file) == 0;
    const bool isClosed = close(file) == 0;
    if (isWritten && isClosed &&
        renameat(folder_, name.c_str(), folder_, std::string(kIndexFile).c_str()) == 0) {
        fsync(folder_);
        return {};
    }
    const auto failed = failure(path);
    unlinkat(folder_, name.c_str(), 0);
    return failed;
}

std::expected<bool, std::string> IndexLock::remove() {
    if (unlinkat(folder_, std::string(kIndexFile).c_str(), 0) == 0) return true;
    if (errno == ENOENT) return false;
    return failure(indexPath(root_, kLinuxRules));
}

}  // namespace slipway
