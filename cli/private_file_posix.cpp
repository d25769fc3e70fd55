// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <memory>

#include "cli/private_file.h"
#include "shim/own_file.h"

namespace slipway {

namespace {

bool writeWhole(int file, std::span<const std::byte> block) {
    while (!block.empty()) {
        const auto written = ::write(file, block.data(), block.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        block = block.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

bool readWhole(int file, std::string& text) {
    std::size_t size = 0;
    while (size < text.size()) {
        const auto count = ::read(file, text.data() + size, text.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        size += static_cast<std::size_t>(count);
    }
    return true;
}

}  // namespace

// 0700: what plugins a user has is the user's own affair.
void makePrivateFoldersAbove(const std::string& path) {
    makeOwnFolders(path.substr(0, path.find_last_of('/')));
}

void keepPrivately(const std::string& path, std::span<const std::byte> block) {
    if (!mayGrowTo(block.size())) return;
    // The process makes the name its own; what a killed one of the same number left is replaced.
    const std::string temporary = path + "." + std::to_string(::getpid());
    constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    int file = ::open(temporary.c_str(), kNew, 0600);
    if (file == -1 && errno == ENOENT) makePrivateFoldersAbove(path);
    if (file == -1 && errno == EEXIST) ::unlink(temporary.c_str());
    if (file == -1) file = ::open(temporary.c_str(), kNew, 0600);
    if (file == -1) return;
    const bool whole = writeWhole(file, block);
    if (::close(file) != 0 || !whole || ::rename(temporary.c_str(), path.c_str()) != 0) {
        ::unlink(temporary.c_str());
    }
}

void nameAlso(const std::string& path, const std::string& name) {
    const std::string temporary = name + "." + std::to_string(::getpid());
    ::unlink(temporary.c_str());
    if (::link(path.c_str(), temporary.c_str()) != 0) return;
    ::rename(temporary.c_str(), name.c_str());
    ::unlink(temporary.c_str());  // still there where both were names of one file (rename(2))
}

std::optional<std::string> readPrivately(const std::string& path, std::size_t limit) {
    // Not through a link, and without waiting should it be a FIFO.
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file == -1) return std::nullopt;
    struct stat facts {};
    std::string text;
    const bool isUsable = ::fstat(file, &facts) == 0 && isOwnFile(facts) &&
                          static_cast<std::size_t>(facts.st_size) <= limit;
    if (isUsable) text.resize(static_cast<std::size_t>(facts.st_size));
    const bool isWhole = isUsable && readWhole(file, text);
    ::close(file);
    return isWhole ? std::optional(std::move(text)) : std::nullopt;
}

// Times of reading are exact to a day or not kept at all (relatime, noatime); a catalogue that is
// forgotten too early is compiled again.
void forgetUnused(const std::string& folder, std::chrono::seconds unusedFor) {
    const std::unique_ptr<DIR, CloseFolder> files(::opendir(folder.c_str()));
    if (!files) return;
    const std::time_t limit = std::time(nullptr) - unusedFor.count();
    const int at = ::dirfd(files.get());
    while (const dirent* entry = ::readdir(files.get())) {
        struct stat facts {};
        const bool isKnown = ::fstatat(at, entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) == 0;
        if (!isKnown || !S_ISREG(facts.st_mode)) continue;
        if (std::max(facts.st_atime, facts.st_mtime) < limit) ::unlinkat(at, entry->d_name, 0);
    }
}

}  // namespace slipway
