// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Owners as Windows has them: accounts, by name.

#include <gtest/gtest.h>

#include "manifests/trust_check.h"
#include "resolver/system_windows.h"
#include "tests/support/fake_disk.h"

namespace slipway::test {
namespace {

std::optional<std::uint32_t> numberOf(const std::string& owner) {
    FakeDisk disk;
    return ownerNumber(owner, disk);
}

TEST(OwnerNumber, IsOfAnAccount) {
    Arena arena;
    wchar_t name[256];
    DWORD size = 256;
    ASSERT_TRUE(::GetUserNameW(name, &size));
    const auto number = numberOf(std::string(narrow(name, arena)));
    ASSERT_TRUE(number);
    EXPECT_NE(numberOf("SYSTEM"), number);
}

TEST(OwnerNumber, IsNotKnownOfWhatIsNoAccount) {
    for (const char* name : {"", "4711", "no such account"}) EXPECT_FALSE(numberOf(name)) << name;
}

}  // namespace
}  // namespace slipway::test
