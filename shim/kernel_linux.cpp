// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Most of it was handed over with the program (getauxval(3)): no system call.

#include <fcntl.h>
#include <limits.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstring>

#include "shim/kernel_posix.h"

namespace slipway {

std::string_view executedPath(Arena&) {
    const auto* path = reinterpret_cast<const char*>(::getauxval(AT_EXECFN));
    return path != nullptr ? path : std::string_view{};
}

std::string_view ownFile(Arena& arena) {
    char path[PATH_MAX];
    const ::ssize_t size = ::readlink("/proc/self/exe", path, sizeof path);
    return size > 0 ? arena.copy({path, static_cast<std::size_t>(size)}) : std::string_view{};
}

bool isPrivileged() {
    return ::getauxval(AT_SECURE) != 0;
}

::uid_t effectiveUser() {
    return static_cast<::uid_t>(::getauxval(AT_EUID));
}

const int kMapReadAhead = MAP_POPULATE;

int openFolder(const char* path, int flags) {
    // Not by open(2): musl's asks for O_CLOEXEC again.
    return ::openat(AT_FDCWD, path, O_PATH | O_DIRECTORY | O_CLOEXEC | flags);
}

void readSomeEntries(int folder) {
    alignas(8) char entries[4096];
    [[maybe_unused]] const auto size = ::syscall(SYS_getdents64, folder, entries, sizeof entries);
}

::ssize_t sendQuietly(int socket, std::string_view bytes) {
    return ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

// A quarter of the stack, but no less than ARG_MAX once was and no more than three quarters of 8
// MiB (execve(2)).
std::size_t spaceForArguments() {
    constexpr ::rlim_t kLeast = 128 * 1024;
    constexpr ::rlim_t kMost = 6 * 1024 * 1024;
    ::rlimit stack;
    if (::getrlimit(RLIMIT_STACK, &stack) != 0) return kLeast;
    const ::rlim_t quarter = stack.rlim_cur / 4;
    return quarter < kLeast ? kLeast : quarter > kMost ? kMost : quarter;
}

void randomBytes(unsigned char (&bytes)[16]) {
    if (const auto* given = reinterpret_cast<const unsigned char*>(::getauxval(AT_RANDOM))) {
        std::memcpy(bytes, given, sizeof bytes);
    } else {
        ::getentropy(bytes, sizeof bytes);
    }
}

// Not by time(2): to call into the vDSO once a C library first has to find its way about there,
// which costs a short-lived process more than it saves.
::time_t secondsSinceEpoch() {
    ::timespec now{};
    ::syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    return now.tv_sec;
}

}  // namespace slipway
