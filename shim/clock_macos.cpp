// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <time.h>

#include "shim/clock.h"

namespace slipway {

// Here this one goes on while the computer sleeps.
Milliseconds millisecondsSinceStart() {
    ::timespec now;
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return Milliseconds{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace slipway
