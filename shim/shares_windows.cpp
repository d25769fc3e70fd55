// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Here no path is known to be on a share: each is taken for local.

#include "shim/shares.h"

namespace slipway {

std::string_view Shares::of(std::string_view) {
    return {};
}

bool isOnShare(std::string_view, Shares&) {
    return false;
}

}  // namespace slipway
