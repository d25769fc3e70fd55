// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4: what the account tells manifests, bytes that are no text, and case, which matters here.

#include <gmock/gmock.h>
#include <pwd.h>
#include <unistd.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(UserPlaceholders, AreThoseOfTheAccountWhereTheEnvironmentIsBare) {
    MayaSandbox world;
    world.integration("studio/one-1.0", "VALUE.set = '{user} {home}'");
    for (const char* name : {"USER", "LOGNAME", "HOME"}) world.unset(name);
    const ::passwd* account = ::getpwuid(::geteuid());
    ASSERT_NE(account, nullptr);
    EXPECT_EQ(world.maya()["VALUE"], std::string{account->pw_name} + " " + account->pw_dir);
    world.set("LOGNAME", "logname");
    world.set("HOME", "$SANDBOX/home");
    EXPECT_EQ(world.maya()["VALUE"], "logname " + (world / "home").string());
    world.set("USER", "user");
    EXPECT_EQ(world.maya()["VALUE"], "user " + (world / "home").string());
}

TEST(SteeringVariable, ThatIsNoTextIsSaidByItsBytes) {
    MayaSandbox world;
    world.set("SLIPWAY_MODE", "a\tb\xff");
    const Launch launched = world.maya();
    EXPECT_THAT(launched.said(), HasSubstr("'a\\tb\\xff'"));
    EXPECT_THAT(launched.said(), Not(HasSubstr("\xff")));
}

TEST(Pop, HeedsCaseHere) {
    MayaSandbox world;
    world.set("VARIABLE", "A:a");
    world.integration("studio/one-1.0", "VARIABLE.pop = 'a'");
    EXPECT_EQ(world.maya()["VARIABLE"], "A");
}

}  // namespace
}  // namespace slipway::test
