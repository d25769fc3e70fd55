// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/account.h"

#include <gtest/gtest.h>

namespace slipway {
namespace {

constexpr std::string_view kUsers =
    "root:x:0:0:root:/root:/bin/bash\n"
    "ada:x:1000:1000:Ada L.,,,:/home/ada:/bin/zsh\n"
    "again:x:1000:1000::/home/again:/bin/sh\n"
    "+::::::\n"
    "short:x:1001\n"
    "letters:x:10o2:1::/home/letters:/bin/sh\n"
    "last:x:1003:1::/home/last:";

TEST(Account, IsTheFirstOfThatNumber) {
    const auto account = accountOf(1000, kUsers);
    ASSERT_TRUE(account);
    EXPECT_EQ(account->name, "ada");
    EXPECT_EQ(account->home, "/home/ada");
}

TEST(Account, MayBeInALastLineWithoutANewline) {
    const auto account = accountOf(1003, kUsers);
    ASSERT_TRUE(account);
    EXPECT_EQ(account->name, "last");
}

TEST(Account, IsNothingWhereNoWholeLineHasIt) {
    for (std::uint32_t id : {7U, 1001U, 1002U}) EXPECT_FALSE(accountOf(id, kUsers)) << id;
    EXPECT_FALSE(accountOf(0, ""));
}

}  // namespace
}  // namespace slipway
