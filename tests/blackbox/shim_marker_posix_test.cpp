// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which of the built executables are taken for shims.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "shim/marker.h"

namespace slipway {
namespace {

const std::string kShim = SLIPWAY_TEST_BIN "/slipway-shim";

TEST(ShimMarker, StandsInTheFirst4096BytesOfTheBuiltShim) {
    EXPECT_TRUE(isShim(kShim.c_str()));
}

TEST(ShimMarker, IsFoundThroughLinksAndInCopies) {
    const std::string folder = testing::TempDir() + "/marker-" + std::to_string(getpid());
    std::filesystem::create_directory(folder);
    std::filesystem::create_symlink(kShim, folder + "/first");
    std::filesystem::create_symlink("first", folder + "/second");
    std::filesystem::copy_file(kShim, folder + "/copy");
    EXPECT_TRUE(isShim((folder + "/second").c_str()));
    EXPECT_TRUE(isShim((folder + "/copy").c_str()));
    std::filesystem::remove_all(folder);
}

// These hold the code that looks for the marker, and must not be found by it.
TEST(ShimMarker, IsNotInTheOtherExecutables) {
    ASSERT_TRUE(std::filesystem::exists(SLIPWAY_TEST_BIN "/slipway"));
    EXPECT_FALSE(isShim(SLIPWAY_TEST_BIN "/slipway"));
    EXPECT_FALSE(isShim("/proc/self/exe"));
}

TEST(ShimMarker, IsInNoOtherProgram) {
    EXPECT_FALSE(isShim("/bin/sh"));
    EXPECT_FALSE(isShim(SLIPWAY_TEST_PROBE));
}

}  // namespace
}  // namespace slipway
