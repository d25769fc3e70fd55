// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <optional>

#include "resolver/path.h"
#include "resolver/text.h"
#include "shim/identity.h"
#include "shim/marker.h"

namespace slipway {

namespace {

constexpr int kMostLinks = 40;  // as many as the kernel follows

// Nothing where the path is no link.
std::optional<std::string_view> linkTarget(std::string_view link, Arena& arena) {
    char target[PATH_MAX];
    const ::ssize_t size = ::readlink(link.data(), target, sizeof target);
    if (size <= 0 || static_cast<std::size_t>(size) == sizeof target) return std::nullopt;
    const std::string_view text{target, static_cast<std::size_t>(size)};
    const std::string_view folder = folderOf(link, kHostRules);
    if (text.starts_with('/') || folder.empty()) return arena.copy(text);
    return arena.join({folder, "/", text});
}

// A link, too, but its name says nothing: fexecve(3) and a file opened ahead of execve(2).
bool isDescriptor(std::string_view path) {
    return path.starts_with("/dev/fd/") || path.starts_with("/proc/");
}

bool isSameFile(std::string_view left, std::string_view right) {
    if (left == right) return true;
    struct ::stat first;
    struct ::stat second;
    return ::stat(left.data(), &first) == 0 && ::stat(right.data(), &second) == 0 &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

class Search {
  public:
    Search(std::string_view ownFile, Arena& arena) : ownFile_(ownFile), arena_(arena) {}

    // Follows the links from `path` to the last name before the shim's own file. Nothing where it
    // does not end there: an interpreter line gives the script, a descriptor /dev/fd/N.
    std::optional<std::string_view> lastName(std::string_view path) const {
        if (isDescriptor(path)) return std::nullopt;
        std::string_view name = path;
        for (int i = 0; i < kMostLinks; ++i) {
            const auto target = linkTarget(path, arena_);
            if (!target) return isOwn(path) ? std::optional{name} : std::nullopt;
            name = path;
            path = *target;
        }
        return std::nullopt;
    }

    // What the shell that wrote argv[0] found by it.
    std::optional<std::string_view> lastNameOnPath(std::string_view path,
                                                   std::string_view command) const {
        std::optional<std::string_view> found;
        forEachEntry(path, ":", [&](std::string_view folder) {
            if (found || !folder.starts_with('/')) return;
            found = lastName(arena_.join({folder, "/", command}));
        });
        return found;
    }

  private:
    // Without /proc the shim does not know its own file; it then takes any shim for it.
    bool isOwn(std::string_view path) const {
        return ownFile_.empty() ? isShim(path.data()) : isSameFile(path, ownFile_);
    }

    std::string_view ownFile_;
    Arena& arena_;
};

// Where the links from a path end: without /proc the only way to the shim's own file.
std::string_view endOfLinks(std::string_view path, Arena& arena) {
    for (int i = 0; i < kMostLinks; ++i) {
        const auto target = linkTarget(path, arena);
        if (!target) return path;
        path = *target;
    }
    return {};
}

std::string_view findName(const Process& process, const Search& search) {
    if (const auto name = search.lastName(process.executedAs)) return *name;
    const bool isPath = process.calledAs.find('/') != std::string_view::npos;
    const char* path = variable(process.environment, "PATH");
    const auto name = isPath || path == nullptr ? search.lastName(process.calledAs)
                                                : search.lastNameOnPath(path, process.calledAs);
    return name.value_or(process.calledAs);
}

}  // namespace

Identity identify(const Process& process, Arena& arena) {
    const std::string_view ownFile =
        linkTarget("/proc/self/exe", arena).value_or(std::string_view{});
    const std::string_view name = findName(process, Search(ownFile, arena));
    return {fileNameOf(name, kHostRules), folderOf(name, kHostRules),
            ownFile.empty() ? endOfLinks(name, arena) : ownFile};
}

}  // namespace slipway
