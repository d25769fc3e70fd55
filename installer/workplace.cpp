// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/workplace.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "installer/path_of.h"
#include "installer/shim_folder.h"

namespace slipway {

namespace {

namespace fs = std::filesystem;

// Slipway's own in `.slipway`.
constexpr std::string_view kLock = ".lock";
constexpr std::string_view kTemporary = ".new";
constexpr std::string_view kMade = ".made";  // how many folders were made, in digits

// Each is a work that others have finished meanwhile: whoever is slow may see many.
constexpr int kMostAttempts = 10000;

struct Failure {
    std::string message;
    int error;  // errno; 0: none of the system's
};

std::unexpected<Failure> failure(std::string_view action, const std::string& path, int error) {
    return std::unexpected(Failure{failureOf(action, path, error), error});
}

int makeIfMissing(const std::string& path, Files& files) {
    const int error = files.makeFolder(path);
    return error == EEXIST ? 0 : error;
}

std::size_t readMade(const std::string& folder) {
    std::size_t count = 0;
    std::ifstream(pathOf(recordPath(folder, kMade))) >> count;
    return count;
}

bool hasRecords(const std::string& folder) {
    const auto names = namesIn(ownFolder(folder));
    return !names || std::ranges::any_of(
                         *names, [](const std::string& name) { return !name.starts_with('.'); });
}

bool isInUse(const std::string& folder) {
    const auto shims = shimsIn(folder);
    return !shims || !shims->empty() || hasRecords(folder);
}

void removeMade(std::string folder, std::size_t count, Files& files) {
    while (count-- > 0 && files.removeFolder(folder) == 0) {
        folder = folderOfPath(folder);
    }
}

void removeEmpty(const std::string& folder, std::size_t made, Files& files) {
    if (files.removeFolder(ownFolder(folder)) == 0) removeMade(folder, made, files);
}

// Whatever cannot be removed stays: an empty folder too many is no reason to fail.
void tidy(const std::string& folder, std::size_t made, FolderLock lock, Files& files) {
    if (isInUse(folder)) return;
    for (std::string_view name : {kTemporary, kMade, kLock}) {
        files.remove(recordPath(folder, name));
    }
    std::move(lock).endWith([&] { removeEmpty(folder, made, files); });
}

// One look: what a second one saw might be another's work of the moment between. Only a link, which
// nobody here makes of a folder, is looked at again; a junction is of a type of its own to some
// libraries, and a folder to others.
fs::file_type typeOf(const fs::path& path, std::error_code& failed) {
    const fs::file_type type = fs::symlink_status(path, failed).type();
    const bool isThere = type != fs::file_type::none && type != fs::file_type::not_found;
    const bool leadsToFolder = isThere && leadsElsewhere(path) && fs::is_directory(path, failed);
    return leadsToFolder ? fs::file_type::directory : type;
}

std::expected<std::vector<std::string>, Failure> findMissing(const std::string& folder) {
    std::vector<std::string> missing;
    for (fs::path path = pathOf(folder);; path = path.parent_path()) {
        std::error_code failed;
        const std::string text = utf8Of(path);
        switch (typeOf(path, failed)) {
            case fs::file_type::directory:
                return missing;
            case fs::file_type::not_found:
                if (!path.has_relative_path()) return failure("use", text, ENOENT);  // no drive
                missing.insert(missing.begin(), text);
                break;
            case fs::file_type::none:
                return failure("use", text, failed.value());
            case fs::file_type::symlink:
                return std::unexpected(Failure{quote(text) + " is a link to no folder", 0});
            default:
                return std::unexpected(Failure{quote(text) + " is a file, not a folder", 0});
        }
    }
}

// `made` is how many of them, counted from the folder itself, were not there.
std::expected<void, Failure> makeFolders(const std::string& folder, std::size_t& made,
                                         Files& files) {
    const auto missing = findMissing(folder);
    if (!missing) return std::unexpected(missing.error());
    for (std::size_t i = 0; i < missing->size(); ++i) {
        const std::string& path = (*missing)[i];
        if (const int error = makeIfMissing(path, files); error != 0) {
            if (i != 0) removeMade((*missing)[i - 1], i, files);
            return failure("make the folder", path, error);
        }
    }
    made = std::max(made, missing->size());
    const int error = makeIfMissing(ownFolder(folder), files);
    if (error == 0) return {};
    removeMade(folder, made, files);
    return failure("make the folder", ownFolder(folder), error);
}

std::expected<FolderLock, Failure> makeAndLock(const std::string& folder, std::size_t& made,
                                               Files& files, const OnWait& onWait) {
    if (auto done = makeFolders(folder, made, files); !done) return std::unexpected(done.error());
    const std::string file = recordPath(folder, kLock);
    auto lock = FolderLock::take(file, onWait);
    if (lock) return std::move(*lock);
    removeEmpty(folder, made, files);
    return failure("lock", file, lock.error());
}

// Whoever is done may remove the folder while others wait for it: they make it again.
std::expected<FolderLock, Failure> lock(const std::string& folder, std::size_t& made, Files& files,
                                        const OnWait& onWait) {
    for (int attempt = 1;; ++attempt) {
        auto locked = makeAndLock(folder, made, files, onWait);
        if (locked || locked.error().error != ENOENT || attempt == kMostAttempts) return locked;
    }
}

// Written down at once, so that whoever removes the last shim knows.
std::expected<void, Problems> writeMade(const std::string& folder, std::size_t made, Files& files) {
    const std::string path = recordPath(folder, kMade);
    const int error = made == 0 ? 0 : files.writeFile(path, std::to_string(made) + "\n");
    if (error == 0 || error == EEXIST) return {};
    return std::unexpected(Problems{failureOf("write", path, error)});
}

}  // namespace

std::expected<std::vector<std::string>, Problems> missingFolders(const std::string& folder) {
    auto missing = findMissing(folder);
    if (!missing) return std::unexpected(Problems{missing.error().message});
    return std::move(*missing);
}

std::size_t foldersMadeFor(const std::string& folder) {
    const auto missing = findMissing(folder);
    return std::max(missing ? missing->size() : 0, readMade(folder));
}

void removeFoldersMadeFor(const std::string& folder, std::size_t made, Files& files) {
    fs::path path = pathOf(folder);
    for (; made > 0; --made, path = path.parent_path()) {
        const int error = files.removeFolder(utf8Of(path));
        if (error != 0 && error != ENOENT) return;
    }
}

std::expected<void, Problems> workIn(const std::string& folder, Files& files, const OnWait& onWait,
                                     const Work& work, std::size_t made) {
    // Apart from `made`: what was missing once may be others' by now, for them to lock.
    std::size_t missing = 0;
    auto locked = lock(folder, missing, files, onWait);
    made = std::max(made, missing);
    if (!locked) return std::unexpected(Problems{locked.error().message});
    std::expected<void, Problems> done = writeMade(folder, made, files);
    if (done) done = work(recordPath(folder, kTemporary));
    tidy(folder, std::max(made, readMade(folder)), *std::move(locked), files);
    return done;
}

}  // namespace slipway
