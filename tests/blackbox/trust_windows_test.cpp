// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.6: accounts, and files that somebody has opened for himself alone.

#include "tests/blackbox/trust.h"
#include "tests/support/start_windows.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST_F(Trust, SaysFromWhomToTakeTheRightToWrite) {
    letOthersWrite(manifest);
    EXPECT_THAT(world.maya().said(), HasSubstr("take the right to write from Everyone, Users, "
                                               "Authenticated Users and Interactive"));
}

// As whom Wine shows every other user of the host.
TEST_F(Trust, ATrustedOwnerIsTrustedByName) {
    giveToAnother(manifest);
    configure(world, "[policy]\ntrusted_owners = ['ANONYMOUS LOGON']\n");
    expectTrusted();
    configure(world, "[policy]\ntrusted_owners = ['no such account']\n");
    EXPECT_THAT(world.maya().said(),
                AllOf(HasSubstr("'no such account'"), HasSubstr(isAnothers())));
}

// As a virus scanner does, or who restores a backup. Until the test's process ends.
void openAlone(const fs::path& path) {
    const HANDLE file = ::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                      OPEN_EXISTING, 0, nullptr);
    if (file == INVALID_HANDLE_VALUE) throw std::runtime_error("cannot open " + path.string());
}

void openCacheAlone(Sandbox& world) {
    damageCache(world, openAlone);
}

INSTANTIATE_TEST_SUITE_P(WindowsRow, WhenThingsGoWrong,
                         ::testing::Values(Mishap{"UnreadableManifest",
                                                  [](Sandbox& w) {
                                                      openAlone(w.integration("shared/one-1.0",
                                                                              "ONE.set = 'no'"));
                                                  }},
                                           Mishap{"UnreadableConfiguration",
                                                  [](Sandbox& w) {
                                                      configure(w, "");
                                                      openAlone(w / kConfiguration);
                                                  }},
                                           Mishap{"LockedCache", openCacheAlone, false},
                                           Mishap{"LockedCacheThatIsOutdated",
                                                  [](Sandbox& w) {
                                                      openCacheAlone(w);
                                                      w.integration("studio/new-1.0",
                                                                    "NEW.set = 'yes'");
                                                  },
                                                  false}),
                         nameOfMishap);

}  // namespace
}  // namespace slipway::test
