// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The shim's helper (shim/refusal_notice.h).

#include "cli/desktop.h"
#include "cli/verbs.h"

namespace slipway {

int runShowRefusal(const Surroundings& surroundings, Arguments arguments) {
    if (arguments.size() < 2) return 2;
    showOnDesktop(arguments[0], arguments.subspan(1), surroundings);
    return 0;
}

}  // namespace slipway
