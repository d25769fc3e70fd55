// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "resolver/system_windows.h"
#include "shim/shares.h"

namespace slipway {
namespace {

// A letter of this computer's that leads where it is told to, until the end of the test.
class Letter {
  public:
    Letter(const wchar_t* drive, const wchar_t* device) : drive_(drive), device_(device) {
        EXPECT_TRUE(::DefineDosDeviceW(DDD_RAW_TARGET_PATH, drive, device));
    }
    ~Letter() {
        ::DefineDosDeviceW(DDD_RAW_TARGET_PATH | DDD_REMOVE_DEFINITION | DDD_EXACT_MATCH_ON_REMOVE,
                           drive_, device_);
    }

  private:
    const wchar_t* drive_;
    const wchar_t* device_;
};

TEST(SharesOfWindows, AreToldByNamesAlone) {
    Arena arena;
    Shares shares(arena);
    EXPECT_EQ(shares.of("\\\\Filer\\Vol\\tools"), "\\\\filer\\vol");
    EXPECT_EQ(shares.of("//filer/vol/tools"), "\\\\filer\\vol");
    EXPECT_EQ(shares.of("C:\\Windows"), "");
    EXPECT_EQ(shares.of("\\\\.\\C:"), "");
}

TEST(SharesOfWindows, AreDriveLettersThatARedirectorAnswersFor) {
    const Letter mapped(L"Q:",
                        L"\\Device\\Mup\\;LanmanRedirector\\;Q:0000000000012345\\filer\\vol");
    Arena arena;
    Shares shares(arena);
    EXPECT_EQ(shares.of("q:\\tools"), "Q:");
    EXPECT_EQ(shares.of("C:\\tools"), "");
    EXPECT_EQ(shares.of("\\\\?\\Q:\\tools"), "Q:");
}

}  // namespace
}  // namespace slipway
