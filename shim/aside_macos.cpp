// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shim/aside.h"
#include "shim/child_process.h"
#include "shim/child_signal_macos.h"

namespace slipway {

namespace {

// The parent of the process that stays ends at once, so that nobody is told of that one's end.
[[noreturn]] void makeOrphan(void (*work)(void*), void* argument, int descriptor) {
    const ::pid_t id = ::fork();
    if (id != 0) ::_exit(id > 0 ? 0 : 1);
    const bool hasOne = descriptor != -1 && ::dup2(descriptor, 0) == 0;
    closeFrom(hasOne ? 1 : 0);
    ::setsid();
    [[maybe_unused]] const int moved = ::chdir("/");
    endInTime();
    work(argument);
    ::_exit(0);
}

}  // namespace

bool startAside(void (*work)(void* argument), void* argument, int descriptor) {
    KeptChildSignal signal;
    keepBack(signal);
    const ::pid_t id = ::fork();
    if (id == 0) makeOrphan(work, argument, descriptor);
    int status = -1;
    while (id != -1 && ::waitpid(id, &status, 0) == -1 && errno == EINTR) {
    }
    letGo(signal);
    return status == 0;
}

}  // namespace slipway
