// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/plugin_source.h"

namespace slipway {

std::expected<PluginSourcePointer, std::string> openPluginArchive(const std::string&) {
    return std::unexpected(
        "archives are not unpacked on Windows yet: unpack it, and add the folder");
}

}  // namespace slipway
