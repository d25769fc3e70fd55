// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.6: links, sticky folders, owners by number and by name; FIFOs and locks in the way.

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <stdexcept>

#include "tests/blackbox/trust.h"
#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TEST_F(Trust, AStickyFolderAboveARootIsTrusted) {
    world.integration("above/deep/root/one-1.0", "ONE.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/above/deep/root");
    setRights(world / "above", 01777);
    expectTrusted();
}

TEST_F(Trust, DoctorSaysTheCommandThatMendsIt) {
    setRights(world / "shared", 0777);
    const std::string said = world.slipway({"doctor", "--json"}).output;
    EXPECT_THAT(said, HasSubstr("\"mend\": \"chmod o-w " + (world / "shared").string() + "\""));
}

TEST_F(Trust, ALinkIsCheckedWhereItStandsAndWhereItLeads) {
    fs::rename(world / "shared/one-1.0", world / "real");
    fs::create_directory_symlink(world / "real", world / "shared/one-1.0");
    expectTrusted();
    setRights(world / "real", 0777);
    expectLeftOut(world / "real", "is writable by everyone");
    setRights(world / "real", 0755);
    expectTrusted();
    setRights(world / "shared", 0777);
    expectLeftOut(world / "shared", "is writable by everyone");
}

TEST_F(Trust, OfOneselfGroupsCountUnlessTheConfigurationOfTheSystemSaysOtherwise) {
    setRights(world / "shared", 0775);
    expectTrusted();
}

// ---- files of others, which take root to make

TEST_F(Trust, ALinkOfSomebodyElseIsLeftOut) {
    fs::rename(manifest.parent_path(), world / "real");
    fs::create_directory_symlink(world / "real", manifest.parent_path());
    expectTrusted();
    giveToAnother(manifest.parent_path());
    expectLeftOut(manifest.parent_path(), isAnothers());
}

TEST_F(Trust, ATrustedOwnerIsTrustedByNumberAndByName) {
    give(manifest, 65534);
    expectLeftOut(manifest, "is owned by user 65534");
    configure(world, "[policy]\ntrusted_owners = [65534]\n");
    expectTrusted();
    configure(world, "[policy]\ntrusted_owners = ['nobody']\n");
    expectTrusted();
    configure(world, "[policy]\ntrusted_owners = ['no-such-user']\n");
    EXPECT_THAT(world.maya().said(), HasSubstr("'no-such-user'"));
}

// ---- what a launch does where something is missing

// Until the test's process ends.
void lock(const fs::path& path) {
    if (flock(open(path.c_str(), O_RDONLY | O_CLOEXEC), LOCK_EX | LOCK_NB) == 0) return;
    throw std::runtime_error("cannot lock " + path.string());
}

void lockCache(Sandbox& world) {
    damageCache(world, [](const fs::path& file) {
        lock(file);
        lock(file.parent_path());
    });
}

void putFifo(const fs::path& path) {
    fs::remove(path);
    mkfifo(path.c_str(), 0600);
}

INSTANTIATE_TEST_SUITE_P(
    PosixRow, WhenThingsGoWrong,
    ::testing::Values(Mishap{"UnreadableManifest",
                             [](Sandbox& w) { putFifo(w / "shared/one-1.0/slipway.toml"); }},
                      Mishap{"UnreadableConfiguration",
                             [](Sandbox& w) {
                                 configure(w, "");
                                 putFifo(w / kConfiguration);
                             }},
                      Mishap{"LockedCache", lockCache, false},
                      Mishap{"LockedCacheThatIsOutdated",
                             [](Sandbox& w) {
                                 lockCache(w);
                                 w.integration("studio/new-1.0", "NEW.set = 'yes'");
                             },
                             false}),
    nameOfMishap);

TEST(DeniedRoot, IsLeftOutByAnArtistAndStopsAFarm) {
    MayaSandbox world;
    world.integration("studio/good-1.0", "GOOD.set = 'yes'");
    world.integration("shared/one-1.0", "ONE.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/shared");
    moveIn(world, kArtist);
    Command command = world.mayaCommand();
    command.prepare = as(kArtist);
    EXPECT_EQ(launch(command)["ONE"], "yes");
    setRights(world / "shared", 0700);
    const Launch denied = launch(command);
    EXPECT_EQ(denied["GOOD"], "yes") << denied;
    EXPECT_EQ(denied["ONE"], std::nullopt);
    EXPECT_THAT(denied.said(), HasSubstr((world / "shared").string()));
    for (const char* asked : {"SLIPWAY_MODE=farm", "SLIPWAY_STRICT=1"}) {
        Command stopping = command;
        stopping.environment.emplace_back(asked);
        EXPECT_EQ(launch(stopping).ended.code, 125) << asked;
    }
}

}  // namespace
}  // namespace slipway::test
