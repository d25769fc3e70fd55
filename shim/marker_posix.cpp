// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <span>

#include "shim/marker.h"

namespace slipway {

namespace {

// As many of the file's bytes from there as fit in, fewer where it is shorter or cannot be read.
std::string_view readBytes(int file, std::size_t from, std::span<char> bytes) {
    std::size_t size = 0;
    while (size < bytes.size()) {
        const ssize_t count =
            pread(file, bytes.data() + size, bytes.size() - size, static_cast<off_t>(from + size));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        size += static_cast<std::size_t>(count);
    }
    return {bytes.data(), size};
}

}  // namespace

bool isShim(const char* path) {
    // Opening may already act: a FIFO makes wait, a tape rewinds. Against a file that becomes one
    // of these after the look there is O_NONBLOCK.
    struct stat facts;
    if (stat(path, &facts) != 0 || !S_ISREG(facts.st_mode)) return false;
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) return false;
    char bytes[kMarkerReach];
    std::string_view first = readBytes(file, 0, bytes);
    if (const auto begin = firstOfUniversal(first)) first = readBytes(file, begin, bytes);
    close(file);
    return looksLikeShim(first);
}

}  // namespace slipway
