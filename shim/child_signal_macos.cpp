// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/child_signal_macos.h"

namespace slipway {

namespace {

::sigset_t onlyChild() {
    ::sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    return set;
}

}  // namespace

void keepBack(KeptChildSignal& kept) {
    const ::sigset_t child = onlyChild();
    ::sigprocmask(SIG_BLOCK, &child, &kept.mask);
    ::sigset_t pending;
    ::sigpending(&pending);
    kept.hadPending = sigismember(&pending, SIGCHLD) == 1;
}

void letGo(const KeptChildSignal& kept) {
    const ::sigset_t child = onlyChild();
    ::sigset_t pending;
    ::sigpending(&pending);
    int signal = 0;
    if (!kept.hadPending && sigismember(&pending, SIGCHLD) == 1) ::sigwait(&child, &signal);
    ::sigprocmask(SIG_SETMASK, &kept.mask, nullptr);
}

}  // namespace slipway
