// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>

#include "tests/cli/path_advice.h"

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(PathAdvice, QuotesNamesForCmdAndPowerShell) {
    EXPECT_EQ(advice("$SANDBOX/shims", {}, {"maya", "my tool"}),
              "ready: type maya or \"my tool\"\n");
}

TEST_F(PathAdvice, IsALineForPowerShellWhereTheFolderIsNotOnPath) {
    EXPECT_EQ(advice("$SANDBOX/nowhere"),
              expected("still to do: '$SANDBOX/shims' is not on PATH; run this in PowerShell and "
                       "open a new terminal:\n  [Environment]::SetEnvironmentVariable('Path', "
                       "'$SANDBOX/shims;' + [Environment]::GetEnvironmentVariable('Path', 'User'), "
                       "'User')\n"));
}

// What all users have on PATH stands ahead of each one's own.
TEST_F(PathAdvice, IsALineForAnAdministratorWhereAnotherCommandComesFirst) {
    const std::string text = advice("$SANDBOX/usr:$SANDBOX/shims");
    EXPECT_THAT(text, StartsWith(expected("still to do: '$SANDBOX/usr/maya.exe' comes before it on "
                                          "PATH; run this in PowerShell, as an administrator,")));
    EXPECT_THAT(text, AllOf(HasSubstr("'Machine'"), Not(HasSubstr("'User'"))));
}

// cmd and PowerShell look at PATH anew for each command.
TEST_F(PathAdvice, ThinksOfNoShellThatRemembersWhereACommandWas) {
    EXPECT_EQ(advice("$SANDBOX/shims:$SANDBOX/usr", "bash"), "ready: type maya\n");
}

}  // namespace
}  // namespace slipway::test
