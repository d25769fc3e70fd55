// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>

#include "shim/shares.h"

namespace slipway {

int openUnlessOnShare(const char* path, int flags, Shares&) {
    return ::open(path, flags);
}

}  // namespace slipway
