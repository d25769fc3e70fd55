// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/files.h"

#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace slipway::test {

namespace fs = std::filesystem;

std::string readFile(const fs::path& path) {
    const std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    // At once: byte by byte a tree of executables takes seconds.
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return std::move(bytes).str();
}

TemporaryFolder::TemporaryFolder() {
    std::random_device random;
    do {
        path_ = fs::temp_directory_path() / ("slipway-" + std::to_string(random()));
    } while (!fs::create_directory(path_));
    fs::permissions(path_, fs::perms::owner_all);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace slipway::test
