// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Every child sends SIGCHLD here when it ends. The application must not get one for a child that is
// not its own, so it is kept back until the child has been waited for, and then is nobody's.

#pragma once

#include <signal.h>

namespace slipway {

struct KeptChildSignal {
    ::sigset_t mask;  // the caller's
    bool hadPending;  // one of another child's
};
void keepBack(KeptChildSignal& kept);
void letGo(const KeptChildSignal& kept);

}  // namespace slipway
