// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "shim/aside.h"
#include "shim/child_process.h"

namespace slipway {

namespace {

// Of <linux/futex.h>, which musl does not bring along.
constexpr int kFutexWait = 0;
constexpr int kFutexWake = 1;

struct Start {
    void (*work)(void*);
    void* argument;
    int descriptor;  // -1: none
    volatile bool isStarted;
};

// The caller's memory is this one's, too, until it ends: it only makes the process that stays. One
// whose parent has been waited for sends its SIGCHLD to nobody who would not expect it.
int makeOrphan(void* argument) {
    auto& start = *static_cast<Start*>(argument);
    const long id = ::syscall(SYS_clone, 0, nullptr, nullptr, nullptr, nullptr);
    if (id == 0) {
        const bool hasOne = start.descriptor != -1 && ::dup2(start.descriptor, 0) == 0;
        closeFrom(hasOne ? 1 : 0);
        ::setsid();
        [[maybe_unused]] const int moved = ::chdir("/");
        endInTime();
        start.work(start.argument);
        ::_exit(0);
    }
    start.isStarted = id > 0;
    ::_exit(0);
}

}  // namespace

bool startAside(void (*work)(void* argument), void* argument, int descriptor) {
    Start start{work, argument, descriptor, false};
    alignas(16) char stack[64 * 1024];
    // Without an exit signal: it ends unheard.
    const int id = ::clone(makeOrphan, stack + sizeof stack, CLONE_VM | CLONE_VFORK, &start);
    if (id == -1) return false;
    while (::waitpid(id, nullptr, __WALL) == -1 && errno == EINTR) {
    }
    return start.isStarted;
}

void SharedCount::raise() {
    __atomic_add_fetch(&count_, 1, __ATOMIC_RELEASE);
    ::syscall(SYS_futex, &count_, kFutexWake, 1, nullptr, nullptr, 0);
}

std::uint32_t SharedCount::value() const {
    return __atomic_load_n(&count_, __ATOMIC_ACQUIRE);
}

void SharedCount::waitFor(std::uint32_t wanted, Milliseconds deadline) const {
    for (;;) {
        const std::uint32_t now = value();
        const Milliseconds left = deadline - millisecondsSinceStart();
        if (now >= wanted || left <= 0) return;
        const ::timespec span{.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1'000'000};
        ::syscall(SYS_futex, &count_, kFutexWait, now, &span, nullptr, 0);
    }
}

}  // namespace slipway
