// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "cli/companion_start.h"
#include "shim/child_process.h"
#include "shim/preparation.h"

namespace slipway {

namespace {

bool hasLaunched(int connection) {
    std::string said;
    char buffer[64];
    for (;;) {
        const auto count = ::read(connection, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return count == 0 && said == kLaunching;
        said.append(buffer, static_cast<std::size_t>(count));
    }
}

void leadNowhere() {
    const int nothing = ::open("/dev/null", O_RDWR);
    for (int descriptor : {0, 1, 2}) ::dup2(nothing, descriptor);
    closeFrom(3);
}

void start(const CompanionStart& companion) {
    if (::fork() != 0) return;
    ::setsid();
    ::execve(companion.executable.c_str(), const_cast<char* const*>(companion.arguments.data()),
             const_cast<char* const*>(companion.environment.data()));
    ::_exit(127);
}

}  // namespace

void startWithLaunch(const std::vector<CompanionStart>& companions, int connection) {
    if (::fork() != 0) return;
    ::setsid();
    if (hasLaunched(connection)) {
        leadNowhere();
        for (const CompanionStart& companion : companions) start(companion);
    }
    ::_exit(0);
}

}  // namespace slipway
