// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Owners as POSIX has them: numbers, and names in a list.

#include <gtest/gtest.h>

#include "manifests/trust_check.h"
#include "tests/support/fake_disk.h"

namespace slipway::test {
namespace {

TEST(OwnerNumber, IsTakenAsItIsOrFromTheListOfUsers) {
    FakeDisk disk;
    disk.write("/etc/passwd", "root:x:0:0::/root:/bin/sh\npipeline:x:1005:100::/:/bin/false\n");
    EXPECT_EQ(ownerNumber("4711", disk), 4711u);
    EXPECT_EQ(ownerNumber("pipeline", disk), 1005u);
    EXPECT_EQ(ownerNumber("pipe", disk), std::nullopt);
    EXPECT_EQ(ownerNumber("", disk), std::nullopt);
}

TEST(OwnerNumber, IsNotKnownWithoutAListOfUsers) {
    FakeDisk disk;
    EXPECT_EQ(ownerNumber("pipeline", disk), std::nullopt);
}

TEST(TrustedOwners, AreThePolicys) {
    FakeDisk disk;
    disk.write("/mnt/slipway.toml", "");
    for (const char* path : {"/", "/mnt"}) disk.setOwner(path, 0);
    disk.setOwner("/mnt/slipway.toml", 1005);
    const Host host{.disk = disk,
                    .rules = kLinuxRules,
                    .variables = [](std::string_view) { return std::nullopt; },
                    .user = 1000};
    TrustCheck check(host);
    EXPECT_TRUE(check.of("/mnt/slipway.toml"));
    check.follow({.trustedOwners = {"1005"}});
    EXPECT_EQ(check.of("/mnt/slipway.toml"), std::nullopt);
    disk.setPermissions("/mnt/slipway.toml", 0666);
    TrustCheck again(host);
    again.follow({.trustedOwners = {"1005"}});
    EXPECT_TRUE(again.of("/mnt/slipway.toml"));
}

}  // namespace
}  // namespace slipway::test
