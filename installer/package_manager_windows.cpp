// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/package_manager.h"

namespace slipway {

// An installer's files are nobody's once it has ended.
bool isPackaged(const std::string&) {
    return false;
}

bool isDiverted(const std::string&, const std::string&) {
    return false;
}

}  // namespace slipway
