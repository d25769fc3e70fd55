// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/catalogue_cache.h"
#include "shim/own_file.h"
#include "shim/process.h"

namespace slipway {

namespace {

// Not through a link, and without waiting should it be a FIFO.
constexpr int kReading = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

// Far more than ten thousand plugins make. All of a file is read before its head can say that it is
// damaged, and one with a hole in it may claim to be larger than this host's memory.
constexpr ::off_t kMostOfAny = ::off_t{256} << 20;

// Of a file of the user's own; 0 where it is none.
std::size_t sizeOf(int file) {
    struct ::stat facts;
    const bool isUsable = ::fstat(file, &facts) == 0 && isOwnFile(facts) && facts.st_size > 0 &&
                          facts.st_size <= kMostOfAny;
    return isUsable ? static_cast<std::size_t>(facts.st_size) : 0;
}

std::optional<Catalogue> mapped(int file) {
    if (file == -1) return std::nullopt;
    const std::size_t size = sizeOf(file);
    void* block = MAP_FAILED;
    if (size != 0) block = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | kMapReadAhead, file, 0);
    ::close(file);
    if (block == MAP_FAILED) return std::nullopt;
    return Catalogue::open({static_cast<const std::byte*>(block), size});
}

// Pages of a file that is mapped are read when they are touched: on a share, that may be never.
constexpr std::size_t kMostOnShare = std::size_t{64} << 20;
struct Reading {
    const char* path;
    std::byte* block;  // in shared memory, as is what follows
    volatile std::size_t* size;
};
constexpr std::uint32_t kRead = 1;

std::uint32_t readWhole(void* argument, ShareAnswers& answers) {
    const auto& reading = *static_cast<Reading*>(argument);
    const int file = ::open(reading.path, kReading);
    answers.answered();
    const std::size_t size = file == -1 ? 0 : sizeOf(file);
    std::size_t have = 0;
    while (have < size && size <= kMostOnShare) {
        const ::ssize_t count = ::read(file, reading.block + have, size - have);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        have += static_cast<std::size_t>(count);
        answers.answered();
    }
    *reading.size = have == size ? size : 0;
    return kRead;
}

std::optional<Catalogue> readAside(std::string_view path, ShareAsker& asker) {
    // Pages that nobody touches cost nothing.
    constexpr std::size_t kHead = 64;
    auto* memory = static_cast<std::byte*>(sharedMemory(kHead + kMostOnShare));
    if (memory == nullptr) return std::nullopt;
    auto* size = reinterpret_cast<volatile std::size_t*>(memory);
    Reading reading{path.data(), memory + kHead, size};
    ShareQuestion question{asker.shares().of(path), readWhole, &reading};
    asker.ask(question);
    if (question.result == 0) return std::nullopt;
    return Catalogue::open({memory + kHead, *size});
}

}  // namespace

std::string_view cacheFolder(std::span<const char* const> environment, Arena& arena) {
    const char* cache = variable(environment, "XDG_CACHE_HOME");
    // A relative one is to be ignored (XDG Base Directory Specification).
    if (cache != nullptr && *cache == '/') return arena.join({cache, "/slipway/"});
    const char* home = variable(environment, "HOME");
    if (home == nullptr || *home != '/') return {};
    return arena.join({home, "/.cache/slipway/"});
}

std::optional<Catalogue> openCatalogue(std::string_view path) {
    // openat(2), since musl's open(2) asks for O_CLOEXEC a second time.
    return mapped(::openat(AT_FDCWD, path.data(), kReading));
}

std::optional<Catalogue> openCatalogue(std::string_view path, ShareAsker& asker) {
    const int file = openUnlessOnShare(path.data(), kReading, asker.shares());
    return file == -1 && errno == EXDEV ? readAside(path, asker) : mapped(file);
}

}  // namespace slipway
