// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/verbs.h"

namespace slipway {

// Whatever its arguments are.
int runImport(const Surroundings& surroundings, Arguments) {
    surroundings.err
        << "slipway: importing works on Linux and macOS; what it makes serves Windows, "
           "too\n";
    return 1;
}

}  // namespace slipway
