// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <optional>

#include "cli/companion_start.h"

namespace slipway {

namespace {

// What a process is; empty: it has ended, or is about to.
std::optional<std::string> programOf(const std::string& link) {
    char path[PATH_MAX];
    const auto size = ::readlink(link.c_str(), path, sizeof path);
    if (size >= 0) return std::string(path, static_cast<std::size_t>(size));
    // Of one that may not be looked at, such as one with more rights, it is at least known that it
    // is there.
    return errno == EACCES || errno == EPERM ? std::optional<std::string>("?") : std::nullopt;
}

// The end, and not a byte, comes from an execve(2) that went well, and from a process that was
// killed; only of the first there is another program.
bool hasLaunched(const std::string& link, const std::optional<std::string>& shim, int connection) {
    char byte = 0;
    ssize_t count = 0;
    while ((count = ::read(connection, &byte, 1)) == -1 && errno == EINTR) {
    }
    const auto program = programOf(link);
    return count == 0 && program && program != shim;
}

void leadNowhere() {
    const int nothing = ::open("/dev/null", O_RDWR);
    for (int descriptor : {0, 1, 2}) ::dup2(nothing, descriptor);
    ::syscall(SYS_close_range, 3U, ~0U, 0);
}

void start(const CompanionStart& companion) {
    if (::fork() != 0) return;
    ::setsid();
    ::execve(companion.executable.c_str(), const_cast<char* const*>(companion.arguments.data()),
             const_cast<char* const*>(companion.environment.data()));
    ::_exit(127);
}

}  // namespace

void startWithLaunch(const std::vector<CompanionStart>& companions, std::string_view processId,
                     int connection) {
    const std::string link = "/proc/" + std::string(processId) + "/exe";
    const auto shim = programOf(link);
    if (::fork() != 0) return;
    ::setsid();
    if (hasLaunched(link, shim, connection)) {
        leadNowhere();
        for (const CompanionStart& companion : companions) start(companion);
    }
    ::_exit(0);
}

}  // namespace slipway
