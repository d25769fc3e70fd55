// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/system_windows.h"
#include "shim/clock.h"

namespace slipway {

Milliseconds millisecondsSinceStart() {
    return static_cast<Milliseconds>(::GetTickCount64());
}

}  // namespace slipway
