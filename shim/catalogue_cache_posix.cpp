// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "resolver/hash.h"
#include "shim/catalogue_cache.h"
#include "shim/process.h"

namespace slipway {

namespace {

constexpr std::string_view kSources[] = {
    "FTRACK_CONNECT_PLUGIN_PATH",
    "HOME",
    "SLIPWAY_CONFIG",
    "SLIPWAY_PLUGIN_PATH",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
};

std::uint64_t keyOf(const CatalogueRequest& request, std::span<const char* const> environment) {
    std::uint64_t key = hashText(request.command, kCatalogueFormat);
    key = hashText(request.siteFolder, key);
    for (const Answer& answer : request.answers) {
        key = hashText(answer.question, key);
        key = answer.answer ? hashText(*answer.answer, key) : mix(key, 1);
    }
    for (std::string_view name : kSources) {
        const char* value = variable(environment, name);
        key = value == nullptr ? mix(key, 1) : hashText(value, key);
    }
    return key;
}

std::string_view hexadecimal(std::uint64_t number, Arena& arena) {
    char digits[16];
    for (int i = 15; i >= 0; --i, number >>= 4) digits[i] = "0123456789abcdef"[number & 15];
    return arena.copy({digits, sizeof digits});
}

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

std::string_view cataloguePath(const CatalogueRequest& request,
                               std::span<const char* const> environment, Arena& arena) {
    const std::string_view folder = catalogueFolder(environment, arena);
    if (folder.empty()) return {};
    return arena.join({folder, hexadecimal(keyOf(request, environment), arena)});
}

std::string_view lastCataloguePath(std::string_view command,
                                   std::span<const char* const> environment, Arena& arena) {
    const std::string_view folder = catalogueFolder(environment, arena);
    if (folder.empty()) return {};
    return arena.join({folder, "last-", hexadecimal(hashText(command), arena)});
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
