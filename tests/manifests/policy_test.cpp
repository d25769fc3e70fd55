// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.3 and 2.6: `[policy]`, which the system's configuration sets and nothing loosens.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "manifests/configuration.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using std::chrono::milliseconds;
using test::FakeDisk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PolicyOf : public ::testing::Test {
  protected:
    void system(std::string_view text) { disk.write("/etc/slipway/config.toml", text); }
    void user(std::string_view text) { disk.write("/home/ada/.config/slipway/config.toml", text); }
    void site(std::string_view text) { disk.write("/shims/slipway-site.toml", text); }

    Policy policy() {
        disk.age();
        const Host host{.disk = disk,
                        .rules = kLinuxRules,
                        .variables = [this](std::string_view name) -> std::optional<std::string> {
                            const auto found = variables.find(std::string(name));
                            if (found == variables.end()) return std::nullopt;
                            return found->second;
                        },
                        .siteFolder = "/shims"};
        Questions questions(host);
        return readConfiguration(host, questions, diagnostics).policy;
    }

    FakeDisk disk;
    Diagnostics diagnostics;
    std::map<std::string, std::string> variables = {{"HOME", "/home/ada"}};
};

TEST_F(PolicyOf, NobodyIsTheDefault) {
    const Policy read = policy();
    EXPECT_FALSE(read.strict);
    EXPECT_EQ(read.shareBudget, milliseconds(250));
    EXPECT_EQ(read.shareTtl, milliseconds(3000));
    EXPECT_THAT(read.trustedOwners, IsEmpty());
    EXPECT_THAT(read.trustedRoots, IsEmpty());
    EXPECT_TRUE(read.groupWritable);
}

TEST_F(PolicyOf, TheSystemCannotBeLoosenedByAnyOther) {
    system(
        "[policy]\nstrict = true\nshare_budget = '100ms'\ntrusted_owners = ['pipeline', 1005]\n");
    user("[policy]\nstrict = false\nshare_budget = '9s'\ntrusted_owners = ['mallory']\n");
    site("[policy]\nstrict = false\nshare_ttl = '1s'\n");
    const Policy read = policy();
    EXPECT_TRUE(read.strict);
    EXPECT_EQ(read.shareBudget, milliseconds(100));
    EXPECT_EQ(read.shareTtl, milliseconds(1000));
    EXPECT_THAT(read.trustedOwners, ElementsAre("pipeline", "1005"));
}

TEST_F(PolicyOf, TheSystemIsReadThoughSlipwayConfigNamesAnotherFile) {
    system("[policy]\nstrict = true\n[use]\nmaya = '2022'\n");
    disk.write("/other.toml", "[policy]\nstrict = false\n");
    variables["SLIPWAY_CONFIG"] = "/other.toml";
    EXPECT_TRUE(policy().strict);
}

TEST_F(PolicyOf, AnyFileMayBeStricter) {
    system("[policy]\nstrict = false\n");
    user("[policy]\nstrict = true\n");
    EXPECT_TRUE(policy().strict);
}

TEST_F(PolicyOf, TrustedRootsAndGroupsCountInTheSystemsFileOnly) {
    user("[policy]\ntrusted_roots = ['/home']\ngroup_writable = false\n");
    EXPECT_THAT(policy().trustedRoots, IsEmpty());
    EXPECT_TRUE(policy().groupWritable);
    system("[policy]\ntrusted_roots = ['/mnt/nas']\ngroup_writable = false\n");
    EXPECT_THAT(policy().trustedRoots, ElementsAre("/mnt/nas"));
    EXPECT_FALSE(policy().groupWritable);
}

TEST_F(PolicyOf, SecretsOfAllFilesCount) {
    system("[policy]\nsecrets = ['STUDIO_*']\n");
    user("[policy]\nsecrets = ['MINE']\n");
    EXPECT_THAT(policy().secrets, ElementsAre("STUDIO_*", "MINE"));
}

TEST_F(PolicyOf, DurationsAreWrittenWithTheirUnit) {
    user("[policy]\nshare_budget = '2m'\nshare_ttl = '5'\n");
    policy();
    ASSERT_EQ(diagnostics.list().size(), 1u);
    EXPECT_EQ(oneLine(diagnostics.list()[0]),
              "/home/ada/.config/slipway/config.toml:3:13: error: 'policy.share_ttl' is no "
              "duration: '5'; write \"250ms\" or \"3s\"; this configuration is left out");
}

}  // namespace
}  // namespace slipway
