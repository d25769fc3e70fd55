// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/catalogue_cache.h"
#include "shim/process.h"

namespace slipway {

namespace {

bool isOwn(const struct ::stat& facts) {
    return S_ISREG(facts.st_mode) && facts.st_uid == ::geteuid() &&
           (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace

std::string_view catalogueFolder(std::span<const char* const> environment, Arena& arena) {
    const char* wanted = variable(environment, "SLIPWAY_CACHE");
    if (wanted != nullptr && std::string_view{wanted} == "off") return {};
    const char* cache = variable(environment, "XDG_CACHE_HOME");
    // A relative one is to be ignored (XDG Base Directory Specification).
    if (cache != nullptr && *cache == '/') return arena.join({cache, "/slipway/catalogues/"});
    const char* home = variable(environment, "HOME");
    if (home == nullptr || *home != '/') return {};
    return arena.join({home, "/.cache/slipway/catalogues/"});
}

std::optional<Catalogue> openCatalogue(std::string_view path) {
    // Not through a link, and without waiting should it be a FIFO.
    // openat(2), since musl's open(2) asks for O_CLOEXEC a second time.
    const int file =
        ::openat(AT_FDCWD, path.data(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (file == -1) return std::nullopt;
    struct ::stat facts;
    void* block = MAP_FAILED;
    const bool usable = ::fstat(file, &facts) == 0 && isOwn(facts) && facts.st_size > 0;
    const auto size = usable ? static_cast<std::size_t>(facts.st_size) : 0;
    if (usable) {
        block = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    }
    ::close(file);
    if (block == MAP_FAILED) return std::nullopt;
    return Catalogue::open({static_cast<const std::byte*>(block), size});
}

}  // namespace slipway
