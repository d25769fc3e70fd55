// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <malloc.h>

#include "cli/allocation.h"

namespace slipway {

// Else glibc asks for memory of another thread than the first a page or two at a time.
void takeMemoryInLargeParts() {
    constexpr int kPart = 16 << 20;
    ::mallopt(M_TOP_PAD, kPart);
}

}  // namespace slipway
