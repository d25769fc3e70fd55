// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/secrets.h"

#include <gtest/gtest.h>

namespace slipway {
namespace {

TEST(SecretName, IsWhatTheSpecificationLists) {
    for (const char* name : {"FTRACK_API_KEY", "MY_APIKEY_2", "GITHUB_TOKEN", "TOKENS",
                             "CLIENT_SECRET_ID", "DB_PASSWORD", "db_password"}) {
        EXPECT_TRUE(isSecretName(name)) << name;
    }
    for (const char* name : {"PATH", "KEYBOARD", "PUBLIC_KEYS", "MONKEY", "OCIO"}) {
        EXPECT_FALSE(isSecretName(name)) << name;
    }
}

TEST(Secrets, HideAValueWhereverItTurnsUp) {
    Secrets secrets;
    secrets.learn("FTRACK_API_KEY", "c0ffee-42");
    secrets.learn("PATH", "/usr/bin");
    EXPECT_EQ(secrets.hide("--key=c0ffee-42 c0ffee-42"), "--key=••• •••");
    EXPECT_EQ(secrets.hide("/usr/bin"), "/usr/bin");
}

TEST(Secrets, LeaveNoPartOfALongerOne) {
    Secrets secrets;
    secrets.learn("A_TOKEN", "abcdef");
    secrets.learn("B_TOKEN", "abcdef-ghijkl");
    secrets.learn("C_TOKEN", "abcdef");
    EXPECT_EQ(secrets.hide("abcdef-ghijkl abcdef"), "••• •••");
}

TEST(Secrets, HideShortValuesUnderTheirOwnNameOnly) {
    Secrets secrets;
    secrets.learn("A_TOKEN", "1");
    EXPECT_EQ(secrets.hide("version 1"), "version 1");
    EXPECT_EQ(secrets.hideValue("A_TOKEN", "1"), "•••");
    EXPECT_EQ(secrets.hideValue("A_TOKEN", ""), "");
}

}  // namespace
}  // namespace slipway
