// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <cerrno>

#include "farm/passing_error.h"

namespace slipway {

bool mayPass(int error) {
    return error == EIO || error == ESTALE || error == ETIMEDOUT || error == EAGAIN ||
           error == ENOMEM || error == EMFILE || error == ENFILE || error == EHOSTDOWN ||
           error == ENOTCONN;
}

}  // namespace slipway
