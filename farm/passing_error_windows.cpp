// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>

#include "farm/passing_error.h"

namespace slipway {

// What the network says has no errno value there: it is EIO (resolver/system_windows.h).
bool mayPass(int error) {
    return error == EIO || error == ETIMEDOUT || error == ENOMEM;
}

}  // namespace slipway
