// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Shims in the places of executables (spec 3.1).

#include <gmock/gmock.h>
#include <sys/xattr.h>

#include "tests/installed/in_place_world.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class InPlace : public ::testing::Test {
  protected:
    InPlaceWorld world;
};

TEST_F(InPlace, TheExecutableStandsBesideAndStartsAsEver) {
    world.integration("studio/one-1.0", "ONE.set = 'yes'");
    const Ended ended = world.install();
    ASSERT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr(".slipway-real"));
    EXPECT_THAT(ended.output, HasSubstr("profiles of graphics drivers and rules of firewalls"));
    EXPECT_FALSE(fs::is_symlink(world.easel()));
    const Launch launch = world.start();
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.report->ownPath, world.real());
    EXPECT_EQ(launch.report->arguments[0], world.easel());
    EXPECT_EQ(launch["ONE"], "yes");
    EXPECT_EQ(launch.said(), "");
}

TEST_F(InPlace, UninstallRestoresTheFileItself) {
    fs::permissions(world.easel(), fs::perms(0751));
    ASSERT_EQ(setxattr(world.easel().c_str(), "user.studio", "x", 1, 0), 0) << errno;
    const FileIdentity before = identityOf(world.easel());
    const Tree tree = treeOf(world.folder());
    ASSERT_EQ(world.install().code, 0);
    EXPECT_EQ(identityOf(world.real()), before);
    const Ended ended = world.uninstall();
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(identityOf(world.easel()), before);
    char value = 0;
    EXPECT_EQ(getxattr(world.easel().c_str(), "user.studio", &value, 1), 1);
    EXPECT_EQ(value, 'x');
    EXPECT_EQ(treeOf(world.folder()), tree);
}

TEST_F(InPlace, IsWhatTheUninstallOfAFolderTellsToRemain) {
    const auto removeAll = [&] { return world.slipway({"uninstall", "--all"}); };
    ASSERT_EQ(world.slipway({"install", "maya"}).code, 0);
    EXPECT_THAT(removeAll().output, Not(HasSubstr("--in-place")));
    ASSERT_EQ(world.install().code, 0);
    const Ended ended = removeAll();
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("1 shim stays in the place of an executable: slipway "
                                        "uninstall --in-place --all\n"));
    EXPECT_EQ(world.uninstall().code, 0);
}

TEST_F(InPlace, TwiceIsOnce) {
    ASSERT_EQ(world.install().code, 0);
    const Tree once = treeOf(world.folder());
    const Ended ended = world.install();
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("already in place"));
    EXPECT_EQ(treeOf(world.folder()), once);
}

TEST_F(InPlace, ARehearsalChangesNothing) {
    const Tree before = treeOf(world.folder());
    const Ended ended =
        world.slipway({"install", "--target", world.easel(), "--in-place", "--dry-run"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("easel.slipway-real"));
    EXPECT_EQ(treeOf(world.folder()), before);
}

TEST_F(InPlace, AnyLinkToItIsIt) {
    world.set("SLIPWAY_BYPASS", "0");
    ASSERT_EQ(world.install().code, 0);
    world.makeFolder("bin");
    fs::create_symlink(world.easel(), world / "bin/my-easel");
    const Launch launch = slipway::test::launch(world.command(world / "bin/my-easel", {"a"}));
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.report->ownPath, world.real());
}

TEST_F(InPlace, TheFolderMayBeMoved) {
    ASSERT_EQ(world.install().code, 0);
    fs::rename(world / "opt/easel-1.0", world / "opt/moved");
    const Launch launch = slipway::test::launch(world.command(world / "opt/moved/easel"));
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.report->ownPath, world / "opt/moved/easel.slipway-real");
}

TEST_F(InPlace, ABypassGoesToTheExecutableBeside) {
    ASSERT_EQ(world.install().code, 0);
    world.set("SLIPWAY_BYPASS", "1");
    const Launch launch = world.start();
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.report->ownPath, world.real());
}

TEST_F(InPlace, WithoutTheExecutableItIsSaid) {
    ASSERT_EQ(world.install().code, 0);
    fs::remove(world.real());
    const Launch launch = world.start();
    EXPECT_EQ(launch.ended.code, 127) << launch;
    EXPECT_THAT(launch.said(), HasSubstr(world.real()));
}

// ---- known applications ----

class InPlaceOfKnown : public ::testing::Test {
  protected:
    InPlaceOfKnown() {
        world.set("XDG_STATE_HOME", "$SANDBOX/home/.local/state");
        world.application("vessel", {"2023", "2024"});
        world.plugin("studio/arguments-1.0", R"(slipway = 1
[[integration]]
when = "application.name = vessel"
arguments = ["--from-plugin"]
env = { VERSION.set = "{application.version}" }
)");
    }
    std::string executable(const std::string& version) const {
        return world / ("opt/vessel" + version + "/bin/vessel");
    }
    Sandbox world;
};

TEST_F(InPlaceOfKnown, LaunchesTheVersionThatItStandsFor) {
    ASSERT_EQ(world.slipway({"install", "vessel", "--in-place"}).code, 0);
    for (const std::string version : {"2023", "2024"}) {
        const Launch launch = slipway::test::launch(world.command(executable(version)));
        ASSERT_TRUE(launch.report) << launch;
        EXPECT_EQ(launch.report->ownPath, executable(version) + ".slipway-real");
        EXPECT_EQ(launch["VERSION"], version);
        EXPECT_THAT(launch.report->arguments, ElementsAre(executable(version), "--from-plugin"));
    }
}

TEST_F(InPlaceOfKnown, OfAVersionLeavesTheOthers) {
    ASSERT_EQ(world.slipway({"install", "vessel@2023", "--in-place"}).code, 0);
    EXPECT_TRUE(fs::exists(executable("2023") + ".slipway-real"));
    EXPECT_FALSE(fs::exists(executable("2024") + ".slipway-real"));
    const Ended ended = world.slipway({"uninstall", "--in-place", "vessel"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_FALSE(fs::exists(executable("2023") + ".slipway-real"));
}

TEST_F(InPlaceOfKnown, AnotherShimGoesToTheExecutableAtOnce) {
    world.install({"vessel"});
    ASSERT_EQ(world.slipway({"install", "vessel", "--in-place"}).code, 0);
    const Launch launch = world.launch("vessel");
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch.report->ownPath, executable("2024") + ".slipway-real");
    EXPECT_THAT(launch.report->arguments, ElementsAre(executable("2024"), "--from-plugin"));
}

TEST_F(InPlaceOfKnown, RunAndExplainSayTheSame) {
    ASSERT_EQ(world.slipway({"install", "vessel", "--in-place"}).code, 0);
    world.set("PATH", "$SANDBOX/opt/vessel2023/bin:/usr/bin:/bin");
    EXPECT_THAT(world.slipway({"explain", "vessel"}).output, HasSubstr(executable("2023")));
    const Launch launch =
        slipway::test::launch(world.command(slipwayExecutable(), {"run", "vessel"}));
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch["VERSION"], "2023");
}

// ---- refusals ----

TEST_F(InPlace, AScriptIsRefusedUnlessForced) {
    world.write("opt/easel-1.0/easel", "#!/bin/sh\nexec true\n");
    makeExecutable(world.easel());
    const Tree before = treeOf(world.folder());
    const Ended refused = world.install();
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.errors, AllOf(HasSubstr("script"), HasSubstr("--force"),
                                      HasSubstr("slipway install --target")));
    EXPECT_EQ(treeOf(world.folder()), before);
    EXPECT_EQ(world.slipway({"install", "--target", world.easel(), "--in-place", "--force"}).code,
              0);
    EXPECT_EQ(run(world.command(world.easel())).code, 0);
}

TEST_F(InPlace, WhatChecksItsOwnFilesIsRefused) {
    for (const char* folder : {"opt/Easel.app/Contents/MacOS", "opt/Adobe Photoshop 2024"}) {
        world.makeFolder(folder);
        const fs::path path = world / folder / "easel";
        fs::copy_file(probeExecutable(), path);
        const Ended ended = world.slipway({"install", "--target", path, "--in-place"});
        EXPECT_EQ(ended.code, 1) << ended;
        EXPECT_THAT(ended.errors, HasSubstr("a shim folder works")) << folder;
        EXPECT_FALSE(fs::exists(path.string() + ".slipway-real"));
    }
}

TEST_F(InPlace, WhatReadsAFileOfItsOwnNameIsRefused) {
    for (const char* beside : {"easel.config", "easel._pth"}) {
        const auto file = world.write(fs::path("opt/easel-1.0") / beside, "");
        const Ended refused = world.install();
        EXPECT_EQ(refused.code, 1) << refused;
        EXPECT_THAT(refused.errors, AllOf(HasSubstr("it reads the file of its own name"),
                                          HasSubstr("slipway install --target")));
        fs::remove(file);
    }
    EXPECT_EQ(world.install().code, 0);
}

TEST_F(InPlace, ALinkIsRefusedByNamingWhereItLeads) {
    fs::create_symlink(world.easel(), world / "opt/link");
    const Ended ended = world.slipway({"install", "--target", world / "opt/link", "--in-place"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("'" + world.easel().string() + "'"));
}

TEST_F(InPlace, SomebodyElsesFileOfThatNameIsNeverTouched) {
    world.write("opt/easel-1.0/easel.slipway-real", "mine");
    const Ended ended = world.install();
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_EQ(readFile(world.real()), "mine");
}

// ---- updates of the application ----

TEST_F(InPlace, StatusTellsAnUpdateAndRepairMakesItTheRealOne) {
    ASSERT_EQ(world.install().code, 0);
    EXPECT_EQ(world.slipway({"status"}).code, 0);
    world.update("2.0");
    const Ended status = world.slipway({"status"});
    EXPECT_EQ(status.code, 1);
    EXPECT_THAT(status.output,
                AllOf(HasSubstr(world.easel()), HasSubstr("update"), HasSubstr("slipway repair")));
    EXPECT_THAT(world.slipway({"status", "--json"}).output, HasSubstr("\"place-updated\""));
    const Ended repaired = world.slipway({"repair"});
    EXPECT_EQ(repaired.code, 0) << repaired;
    EXPECT_EQ(world.versionOf(world.real()), "2.0");
    EXPECT_EQ(world.start().report->ownPath, world.real());
    EXPECT_EQ(world.slipway({"status"}).code, 0);
    EXPECT_EQ(world.uninstall().code, 0);
    EXPECT_EQ(world.versionOf(world.easel()), "2.0");
}

TEST_F(InPlace, UninstallKeepsWhatAnUpdateHasPutThere) {
    const Tree before = treeOf(world.folder());
    ASSERT_EQ(world.install().code, 0);
    world.update("2.0");
    EXPECT_EQ(world.uninstall().code, 0);
    EXPECT_EQ(world.versionOf(world.easel()), "2.0");
    world.update("1.0");
    EXPECT_EQ(treeOf(world.folder()), before);
}

TEST_F(InPlace, RepairClearsAwayWhatAnApplicationLeftBehind) {
    const Tree before = treeOf(world.folder());
    ASSERT_EQ(world.install().code, 0);
    fs::remove(world.real());
    EXPECT_EQ(world.slipway({"status"}).code, 1);
    EXPECT_EQ(world.slipway({"repair"}).code, 0);
    EXPECT_FALSE(fs::exists(world.easel()));
    world.update("1.0");
    EXPECT_EQ(treeOf(world.folder()), before);
}

TEST_F(InPlace, AnApplicationThatIsGoneWithItsFolderIsForgottenByItsPath) {
    ASSERT_EQ(world.install().code, 0);
    fs::remove_all(world / "opt/easel-1.0");
    const Ended status = world.slipway({"status"});
    EXPECT_EQ(status.code, 1);
    EXPECT_THAT(status.output, HasSubstr("slipway uninstall --in-place " + world.easel().string()));
    EXPECT_EQ(world.uninstall().code, 0);
    EXPECT_EQ(world.slipway({"status"}).output, "no shim is installed\n");
}

// ---- the helper ----

TEST_F(InPlace, ACopyMadeByHandFindsSlipwayOnPath) {
    MayaSandbox maya;
    maya.integration("studio/one-1.0", "ONE.set = 'yes'");
    maya.makeFolder("by-hand");
    maya.makeFolder("bin");
    fs::create_symlink(slipwayExecutable(), maya / "bin/slipway");
    fs::copy_file(shimExecutable(), maya / "by-hand/maya");
    maya.set("PATH", "$SANDBOX/bin:/usr/bin:/bin");
    const Launch launch = slipway::test::launch(maya.command(maya / "by-hand/maya"));
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch["ONE"], "yes");
}

}  // namespace
}  // namespace slipway::test
