// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "shim/aside.h"

namespace slipway {

bool startAside(void (*work)(void* argument), void* argument) {
    return startAside(work, argument, -1);
}

void endInTime() {
    ::signal(SIGALRM, SIG_DFL);
    ::sigset_t alarm;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    ::sigprocmask(SIG_UNBLOCK, &alarm, nullptr);
    ::alarm(kLongestAside);
}

void* sharedMemory(std::size_t size) {
    void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? nullptr : memory;
}

}  // namespace slipway
