// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/content_of.h"

#include <fstream>
#include <iterator>

#include "installer/path_of.h"

namespace slipway {

std::optional<std::string> contentOf(const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(pathOf(path), failed)) return std::nullopt;
    std::ifstream file(pathOf(path), std::ios::binary);
    std::string content(std::istreambuf_iterator<char>(file), {});
    return file ? std::optional(std::move(content)) : std::nullopt;
}

}  // namespace slipway
