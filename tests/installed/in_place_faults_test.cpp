// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Shims in place where something is in the way: rights, volumes that are away, what cannot be
// changed beside what can.

#include <gmock/gmock.h>

#include "tests/installed/in_place_world.h"
#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class InPlaceFaults : public ::testing::Test {
  protected:
    Ended install(const fs::path& target) const {
        return world.slipway({"install", "--target", target, "--in-place"});
    }
    // A second executable, in a folder of its own.
    fs::path brush() const {
        const fs::path path = world.makeFolder("opt/brush-1.0") / "brush";
        if (!fs::exists(path)) fs::copy_file(probeExecutable(), path);
        return path;
    }
    void takeVolumeAway() const { fs::rename(world / "opt/easel-1.0", world / "away"); }
    void bringVolumeBack() const { fs::rename(world / "away", world / "opt/easel-1.0"); }

    // With mounts that nobody else sees; `$slipway` is the one under test.
    Ended inOwnMounts(const std::string& script) const {
        return run(world.command(
            program("unshare"),
            {"-m", "bash", "-euc", "slipway=" + slipwayExecutable().string() + "\n" + script}));
    }
    // Where other users reach it.
    std::string ownSlipway() const {
        const fs::path bin = world.makeFolder("bin");
        fs::copy_file(slipwayExecutable(), bin / "slipway");
        fs::copy_file(shimExecutable(), bin / "slipway-shim");
        return bin / "slipway";
    }
    InPlaceWorld world;
};

// ---- several at once ----

TEST_F(InPlaceFaults, OneRefusedOfSeveralLeavesAllAsTheyAre) {
    world.application("sketch", {"1.0"});
    world.application("vessel", {"2024"});
    const fs::path sketch = world / "opt/sketch1.0/bin/sketch";
    fs::rename(sketch, world / "elsewhere");
    fs::create_symlink(world / "elsewhere", sketch);
    const Tree before = treeOf(world / "opt");
    const Ended ended = world.slipway({"install", "sketch", "vessel", "--in-place"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, AllOf(HasSubstr("'" + sketch.string() + "' stays as it is"),
                                    HasSubstr("none of them was changed")));
    EXPECT_EQ(ended.output, "");
    EXPECT_EQ(treeOf(world / "opt"), before);

    // All but the host's own.
    const Ended all =
        inOwnMounts("mount -t tmpfs none /usr/bin\n$slipway install --all --in-place");
    EXPECT_EQ(all.code, 1) << all;
    EXPECT_THAT(all.errors, HasSubstr("'" + sketch.string() + "' stays as it is"));
    EXPECT_THAT(all.output, HasSubstr("opt/vessel2024/bin/vessel  made"));
    EXPECT_TRUE(fs::exists(world / "opt/vessel2024/bin/vessel.slipway-real"));
}

TEST_F(InPlaceFaults, AReadOnlyPlaceDoesNotStandInTheWayOfTheOthers) {
    ASSERT_EQ(install(world.easel()).code, 0);
    ASSERT_EQ(install(brush()).code, 0);
    const std::string folder = world / "opt/brush-1.0";
    const Ended ended =
        inOwnMounts("mount --bind " + folder + " " + folder + "\nmount -o remount,ro,bind " +
                    folder + "\n$slipway uninstall --in-place --all");
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, AllOf(HasSubstr(folder), HasSubstr("read-only file system")));
    EXPECT_FALSE(fs::exists(world.real()));
    EXPECT_EQ(world.slipway({"uninstall", "--in-place", "--all"}).code, 0);
    EXPECT_FALSE(fs::exists(folder + "/brush.slipway-real"));
}

// ---- volumes that are away ----

TEST_F(InPlaceFaults, APlaceThatCannotBeSeenStaysKnown) {
    ASSERT_EQ(install(world.easel()).code, 0);
    takeVolumeAway();
    for (const auto& arguments : {std::vector<std::string>{"repair"},
                                  std::vector<std::string>{"uninstall", "--in-place", "--all"}}) {
        const Ended ended = world.slipway(arguments);
        EXPECT_EQ(ended.code, 1) << ended;
        EXPECT_THAT(ended.errors, HasSubstr("cannot be seen"));
    }
    bringVolumeBack();
    EXPECT_EQ(world.slipway({"status"}).code, 0);
    EXPECT_EQ(world.slipway({"uninstall", "--in-place", "--all"}).code, 0);
    EXPECT_FALSE(fs::exists(world.real()));
}

TEST_F(InPlaceFaults, InstallKnowsAgainWhatWasForgotten) {
    ASSERT_EQ(install(world.easel()).code, 0);
    takeVolumeAway();
    const Ended forgotten = world.uninstall();
    EXPECT_EQ(forgotten.code, 0) << forgotten;
    EXPECT_THAT(forgotten.output, HasSubstr("forgotten"));
    bringVolumeBack();
    EXPECT_THAT(install(world.easel()).output, HasSubstr("already in place"));
    EXPECT_THAT(world.slipway({"status"}).output, HasSubstr("in order"));
    EXPECT_EQ(world.slipway({"uninstall", "--in-place", "--all"}).code, 0);
    EXPECT_FALSE(fs::exists(world.real()));
}

TEST_F(InPlaceFaults, WhatWasInterruptedOnAVolumeThatIsAwayWaitsAndIsInNobodysWay) {
    const Tree before = treeOf(world / "opt/easel-1.0");
    run(world.command(program("strace"),
                      {"-o", "/dev/null", "-e", "inject=link:signal=SIGKILL:when=1",
                       slipwayExecutable(), "install", "--target", world.easel(), "--in-place"}));
    ASSERT_NE(treeOf(world / "opt/easel-1.0"), before) << "it was not interrupted";
    takeVolumeAway();
    const Ended other = install(brush());
    EXPECT_EQ(other.code, 0) << other;
    EXPECT_THAT(other.errors, HasSubstr("cannot be taken back yet"));
    bringVolumeBack();
    EXPECT_THAT(world.slipway({"status"}).errors, HasSubstr("has been taken back"));
    EXPECT_EQ(treeOf(world / "opt/easel-1.0"), before);
}

// ---- rights ----

TEST_F(InPlaceFaults, WhoHasNoRightsIsToldBeforeAnythingIsBegun) {
    const std::string slipway = ownSlipway();
    world.set("XDG_STATE_HOME", "$SANDBOX/roots");
    ASSERT_EQ(
        run(world.command(slipway, {"install", "--target", world.easel(), "--in-place"})).code, 0);
    world.set("XDG_STATE_HOME", "$SANDBOX/home/.local/state");
    fs::remove_all(world / "home/.cache");
    give(world / "home", kArtist);
    const Tree before = treeOf(world.folder());
    const auto asArtist = [&](const std::vector<std::string>& arguments) {
        Command command = world.command(slipway, arguments);
        command.prepare = as(kArtist);
        return run(command);
    };
    const Ended refused = asArtist({"uninstall", "--in-place", world.easel()});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.errors, AllOf(HasSubstr("permission denied"), HasSubstr("sudo")));
    EXPECT_EQ(treeOf(world.folder()), before);
    const Ended next = asArtist({"install", "--target", world.real(), "--name", "easel"});
    EXPECT_EQ(next.code, 0) << next;
    EXPECT_EQ(next.errors, "");
}

TEST_F(InPlaceFaults, AUserIsToldWhatIsRoots) {
    const std::string slipway = ownSlipway();
    world.unset("XDG_STATE_HOME");
    give(world / "home", kArtist);
    const std::string artist = "setpriv --reuid=61001 --regid=61001 --clear-groups ";
    const Ended ended = inOwnMounts(
        "mount -t tmpfs none /var/lib\n" + slipway + " install --in-place --target " +
        world.easel().string() + " >/dev/null\n" + artist + slipway +
        " uninstall --in-place --all\n" + artist + slipway + " uninstall --in-place easel || :");
    EXPECT_THAT(ended.output, HasSubstr("1 shim stays that root has installed: sudo"));
    EXPECT_THAT(ended.errors, HasSubstr("'" + world.easel().string() + "' is root's: sudo"));
}

// ---- what is said of them ----

TEST_F(InPlaceFaults, AShimWhoseSlipwayIsGoneIsNotInOrder) {
    const std::string slipway = ownSlipway();
    ASSERT_EQ(
        run(world.command(slipway, {"install", "--target", world.easel(), "--in-place"})).code, 0);
    fs::remove_all(world / "bin");
    EXPECT_THAT(world.slipway({"status", "--json"}).output, HasSubstr("\"shim-helper-lost\""));
    EXPECT_EQ(world.slipway({"repair"}).code, 0);
    EXPECT_EQ(world.slipway({"status"}).code, 0);
}

TEST_F(InPlaceFaults, AnExecutableThatNobodyMayExecuteIsNotInOrder) {
    ASSERT_EQ(install(world.easel()).code, 0);
    fs::permissions(world.real(), fs::perms(0644));
    const Ended status = world.slipway({"status"});
    EXPECT_EQ(status.code, 1);
    EXPECT_THAT(status.output, HasSubstr("chmod +x " + world.real().string()));
}

TEST_F(InPlaceFaults, AFolderInThePlaceIsNoUpdateOfTheExecutable) {
    ASSERT_EQ(install(world.easel()).code, 0);
    ASSERT_EQ(install(brush()).code, 0);
    fs::remove(world.easel());
    fs::create_directory(world.easel());
    const Ended ended = world.slipway({"uninstall", "--in-place", "--all"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("no file any more"));
    EXPECT_TRUE(fs::exists(world.real()));
    EXPECT_FALSE(fs::exists(brush().string() + ".slipway-real"));
}

TEST_F(InPlaceFaults, AScriptWithoutItsFirstLineIsOneAllTheSame) {
    world.write("opt/easel-1.0/easel", "exec true\n");
    makeExecutable(world.easel());
    const Ended ended = install(world.easel());
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("script"));
}

TEST_F(InPlaceFaults, NoWayIsNamedThatDoesNotWorkEither) {
    const Ended ended = install(world / "opt");
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, Not(HasSubstr("a shim folder works")));
}

TEST_F(InPlaceFaults, AnOptionGivenTwiceIsNamed) {
    const Ended ended = world.slipway({"install", "--target", "a", "--target", "b", "--dry-run"});
    EXPECT_EQ(ended.errors, "slipway: option '--target' is given twice\n");
    EXPECT_EQ(ended.code, 2);
}

TEST_F(InPlaceFaults, TheFolderOfAllUsersIsExaminedWhereItIsNotOnPath) {
    const Ended ended = inOwnMounts(
        "mount -t tmpfs none /usr/local/share\n"
        "mount -t tmpfs none /var/lib\n"
        "$slipway install --system --target " +
        world.easel().string() + " >/dev/null\n$slipway doctor || :");
    EXPECT_THAT(ended.output, AllOf(HasSubstr("/usr/local/share/slipway/bin: 1 shim"),
                                    HasSubstr("/etc/profile.d/")));
}

}  // namespace
}  // namespace slipway::test
