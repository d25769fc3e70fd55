// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <mach-o/dyld.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shim/kernel_posix.h"

namespace slipway {

std::string_view executedPath(Arena& arena) {
    std::uint32_t size = 0;
    ::_NSGetExecutablePath(nullptr, &size);
    const std::span<char> path = arena.allocateArray<char>(size + 1);
    return ::_NSGetExecutablePath(path.data(), &size) == 0 ? path.data() : std::string_view{};
}

std::string_view ownFile(Arena& arena) {
    char path[PATH_MAX];
    const std::string_view executed = executedPath(arena);
    const bool isThere = !executed.empty() && ::realpath(executed.data(), path) != nullptr;
    return isThere ? arena.copy(path) : std::string_view{};
}

bool isPrivileged() {
    return ::issetugid() != 0;
}

::uid_t effectiveUser() {
    return ::geteuid();
}

const int kMapReadAhead = 0;

int openFolder(const char* path, int flags) {
    return ::open(path, O_SEARCH | O_CLOEXEC | flags);
}

void readSomeEntries(int folder) {
    if (::DIR* listing = ::fdopendir(folder)) {
        ::readdir(listing);
        ::closedir(listing);
    }
}

::ssize_t sendQuietly(int socket, std::string_view bytes) {
    constexpr int kNever = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &kNever, sizeof kNever);
    return ::send(socket, bytes.data(), bytes.size(), 0);
}

// Whatever the stack (execve(2)).
std::size_t spaceForArguments() {
    return ARG_MAX;
}

void randomBytes(unsigned char (&bytes)[16]) {
    ::getentropy(bytes, sizeof bytes);
}

::time_t secondsSinceEpoch() {
    return ::time(nullptr);
}

}  // namespace slipway
