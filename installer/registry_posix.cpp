// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/registry.h"

namespace slipway {

std::optional<std::string> readSetting(const std::string&) {
    return std::nullopt;
}

}  // namespace slipway
