// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.3: who am I, through sudo(8), which looks the command up in a PATH of its own, and what it
// starts has another user, another home and hardly any environment.

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

class Sudo : public ::testing::TestWithParam<ShimKind> {
  protected:
    Sudo() {
        world.application("maya", {"2024"});
        world.makeFolder("shims");
        world.putShim("shims/maya", GetParam());
        moveInto("lib");
        world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
    }
    // Others may not enter where the executables under test stand.
    void moveInto(const fs::path& folder) {
        for (const char* place : {"lib", "shims"}) {
            fs::remove(world / place / "slipway");
            fs::copy_file(slipwayExecutable(), world / place / "slipway");
        }
        EXPECT_TRUE(fs::exists(world / folder));
    }

    // As a host's administrator has set it up.
    Launch sudo(const std::string& settings, const std::vector<std::string>& arguments) const {
        // Its own home it has from the list of users: what a launch keeps belongs to this world.
        const fs::path sudoers = world.write(
            "sudoers", "Defaults !pam_session, !syslog\nDefaults env_keep += XDG_CACHE_HOME\n" +
                           settings + "root ALL=(ALL) NOPASSWD: ALL\n");
        fs::permissions(sudoers, fs::perms::owner_read);
        Command command = world.command(program("sudo"), arguments);
        command.prepare = as(0, sudoers, "/etc/sudoers");
        return launch(command);
    }
    void expectMaya(const Launch& launched, const std::vector<std::string>& arguments) const {
        ASSERT_TRUE(launched.report) << launched;
        std::vector<std::string> expected = {world / "opt/maya2024/bin/maya"};
        expected.insert(expected.end(), arguments.begin(), arguments.end());
        EXPECT_EQ(launched.report->arguments, expected);
        EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2024");
    }

    Sandbox world;
};

INSTANTIATE_TEST_SUITE_P(Shim, Sudo, ::testing::ValuesIn(kShimKinds),
                         [](const auto& test) { return shimKindName(test.param); });

constexpr const char* kKeep = "Defaults env_keep += \"SLIPWAY_PLUGIN_PATH\"\n";

TEST_P(Sudo, FindsItInASecurePath) {
    const std::string secure = "Defaults secure_path=\"$SANDBOX/shims:/usr/bin:/bin\"\n";
    expectMaya(sudo(kKeep + secure, {"maya", "-v"}), {"-v"});
}

TEST_P(Sudo, FindsItByItsPathWhereTheSecurePathHasItNot) {
    const std::string secure = "Defaults secure_path=\"/usr/bin:/bin\"\n";
    expectMaya(sudo(kKeep + secure, {world.shim("maya"), "-v"}), {"-v"});
    EXPECT_FALSE(sudo(kKeep + secure, {"maya"}).report);
}

TEST_P(Sudo, FindsItInTheUsersPath) {
    expectMaya(sudo(kKeep, {"maya"}), {});
    expectMaya(sudo("", {"SLIPWAY_PLUGIN_PATH=" + (world / "studio").string(), "maya", "x"}),
               {"x"});
}

TEST_P(Sudo, BecomesAnotherUser) {
    const Launch launched = sudo(kKeep, {"-u", "nobody", "maya"});
    expectMaya(launched, {});
    EXPECT_EQ(launched["SUDO_USER"], "root");
}

}  // namespace
}  // namespace slipway::test
