// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/marker.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/support/files.h"

namespace slipway {
namespace {

std::string marker() {
    return std::string(kMarkerFirstHalf).append(kMarkerSecondHalf);
}

TEST(ShimMarker, CountsAnywhereInTheFirst4096Bytes) {
    EXPECT_TRUE(looksLikeShim(marker()));
    EXPECT_TRUE(
        looksLikeShim("\x7f"
                      "ELF" +
                      marker() + "rest"));
    EXPECT_TRUE(looksLikeShim(std::string(4096 - marker().size(), 'x') + marker() + "rest"));
}

TEST(ShimMarker, DoesNotCountBehindThem) {
    EXPECT_FALSE(looksLikeShim(std::string(4097 - marker().size(), 'x') + marker()));
    EXPECT_FALSE(looksLikeShim(std::string(5000, 'x') + marker()));
}

TEST(ShimMarker, MustBeWhole) {
    EXPECT_FALSE(looksLikeShim(""));
    EXPECT_FALSE(looksLikeShim(kMarkerFirstHalf));
    EXPECT_FALSE(looksLikeShim(kMarkerSecondHalf));
    EXPECT_FALSE(looksLikeShim(marker().substr(0, marker().size() - 1)));
    EXPECT_FALSE(looksLikeShim(marker().substr(1)));
    EXPECT_FALSE(
        looksLikeShim(std::string(kMarkerFirstHalf) + " " + std::string(kMarkerSecondHalf)));
}

TEST(ShimMarker, IsFoundBehindALoneFirstHalf) {
    EXPECT_TRUE(looksLikeShim(std::string(kMarkerFirstHalf) + marker()));
}

TEST(ShimMarker, IsLookedForInTheFirstExecutableOfAUniversalOne) {
    using namespace std::string_view_literals;
    constexpr auto kHead = "\xca\xfe\xba\xbe\0\0\0\2\1\0\0\7\0\0\0\3\0\1\x40\0"sv;
    EXPECT_EQ(firstOfUniversal(kHead), 0x14000u);
    EXPECT_EQ(firstOfUniversal(kHead.substr(0, 19)), 0u);
    EXPECT_EQ(firstOfUniversal("\x7f"
                               "ELF and so on, as long as that"),
              0u);
}

class ShimFile : public testing::Test {
  protected:
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }

  private:
    const test::TemporaryFolder folder_;
};

TEST_F(ShimFile, IsRecognisedByItsContentWhateverItsName) {
    EXPECT_TRUE(isShim(write("a b", "#!" + marker()).c_str()));
    EXPECT_FALSE(isShim(write("slipway-shim", "#!/bin/sh\n").c_str()));
    EXPECT_FALSE(isShim(write("empty", "").c_str()));
    EXPECT_FALSE(isShim(path("missing").c_str()));
    EXPECT_FALSE(isShim(path("").c_str()));
    EXPECT_FALSE(isShim(""));
}

}  // namespace
}  // namespace slipway
