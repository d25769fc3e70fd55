// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/path_of.h"

namespace slipway {

std::filesystem::path pathOf(std::string_view utf8) {
    return utf8;
}

std::string utf8Of(const std::filesystem::path& path) {
    return path.native();
}

bool leadsElsewhere(const std::filesystem::path& path) {
    std::error_code failed;
    return std::filesystem::is_symlink(path, failed);
}

}  // namespace slipway
