// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The real disk, and a folder on it.

#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <string>

#include "manifests/disk.h"
#include "tests/support/files.h"

namespace slipway {

inline constexpr std::uint64_t kLimit = 1 << 20;

class HostDiskTest : public testing::Test {
  protected:
    std::string path(const std::string& name) const { return folder + "/" + name; }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
    }

    const test::TemporaryFolder temporary;
    const std::string folder = temporary.path().string();
    HostDisk disk;
};

}  // namespace slipway
