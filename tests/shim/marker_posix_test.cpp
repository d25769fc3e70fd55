// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "shim/marker.h"
#include "tests/support/files.h"

namespace slipway {
namespace {

class ShimLink : public testing::Test {
  protected:
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

  private:
    const test::TemporaryFolder folder_;
};

TEST_F(ShimLink, IsRecognisedThroughLinks) {
    std::ofstream(path("a b\n")) << "#!" << kMarkerFirstHalf << kMarkerSecondHalf;
    std::filesystem::create_symlink("a b\n", path("link"));
    std::filesystem::create_symlink("link", path("link to link"));
    EXPECT_TRUE(isShim(path("link to link").c_str()));
}

TEST_F(ShimLink, IsRecognisedInAUniversalExecutable) {
    using namespace std::string_view_literals;
    std::ofstream(path("universal"), std::ios::binary)
        << "\xca\xfe\xba\xbe\0\0\0\1\1\0\0\7\0\0\0\3\0\0\x40\0"sv << std::string(0x4000 - 20, '\0')
        << "thin " << kMarkerFirstHalf << kMarkerSecondHalf;
    EXPECT_TRUE(isShim(path("universal").c_str()));
}

TEST_F(ShimLink, IsNothingThatIsNoFile) {
    std::filesystem::create_symlink("loop", path("loop"));
    ASSERT_EQ(mkfifo(path("fifo").c_str(), 0600), 0);
    EXPECT_FALSE(isShim(path("loop").c_str()));
    EXPECT_FALSE(isShim(path("fifo").c_str()));  // and does not wait for a writer
    EXPECT_FALSE(isShim("/dev/zero"));
}

}  // namespace
}  // namespace slipway
