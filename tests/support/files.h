// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Files on the real disk, on every platform.

#pragma once

#include <filesystem>
#include <string>

namespace slipway::test {

// As it is, byte for byte. Throws where it cannot be read.
std::string readFile(const std::filesystem::path& path);

// One of its own, nobody else's, gone with this.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::filesystem::path& relative) const {
        return path_ / relative;
    }

  private:
    std::filesystem::path path_;
};

}  // namespace slipway::test
