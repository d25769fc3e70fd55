// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/catalogue_cache.h"
#include "shim/own_file.h"
#include "shim/process.h"

namespace slipway {

std::string_view cacheFolder(std::span<const char* const> environment, Arena& arena) {
    const char* cache = variable(environment, "XDG_CACHE_HOME");
    // A relative one is to be ignored (XDG Base Directory Specification).
    if (cache != nullptr && *cache == '/') return arena.join({cache, "/slipway/"});
    const char* home = variable(environment, "HOME");
    if (home == nullptr || *home != '/') return {};
    return arena.join({home, "/.cache/slipway/"});
}

std::optional<Catalogue> openCatalogue(std::string_view path) {
    // Not through a link, and without waiting should it be a FIFO.
    // openat(2), since musl's open(2) asks for O_CLOEXEC a second time.
    const int file =
        ::openat(AT_FDCWD, path.data(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (file == -1) return std::nullopt;
    struct ::stat facts;
    void* block = MAP_FAILED;
    const bool usable = ::fstat(file, &facts) == 0 && isOwnFile(facts) && facts.st_size > 0;
    const auto size = usable ? static_cast<std::size_t>(facts.st_size) : 0;
    if (usable) {
        block = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    }
    ::close(file);
    if (block == MAP_FAILED) return std::nullopt;
    return Catalogue::open({static_cast<const std::byte*>(block), size});
}

}  // namespace slipway
