// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 3.1: shims that are links, what stands at their names, disks that are full.

#include "tests/blackbox/install.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST_F(Install, StandsOnceInStatusHoweverOftenItsFolderIsOnPath) {
    ASSERT_EQ(slipway({"install", "vessel"}).code, 0);
    fs::create_directory_symlink(world / "shims", world / "bin");
    const Ended status = statusWithPath("$SANDBOX/shims/:$SANDBOX/./shims:$SANDBOX/bin:/usr/bin");
    EXPECT_EQ(status.code, 0) << status;
    EXPECT_EQ(std::ranges::count(status.output, '\n'), 2) << status;
}

TEST_F(Install, MakesASymbolicLinkForEachCommandOfTheApplication) {
    const Ended ended = slipway({"install", "vessel"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(ended.errors, "");
    EXPECT_THAT(shims(), ElementsAre("vessel", "vesselpy"));
    for (const char* name : {"vessel", "vesselpy"}) {
        EXPECT_TRUE(fs::is_symlink(world.shim(name)));
        EXPECT_TRUE(fs::equivalent(world.shim(name), shimExecutable()));
        const Launch launched = world.launch(name);
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched.report->arguments[0],
                  world.expand("$SANDBOX/opt/vessel2024/bin/") + name);
    }
}

TEST_F(Install, GoesToTheUsersShimFolderUnlessTold) {
    const Ended ended = world.slipway({"install", "vessel"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_TRUE(fs::is_symlink(world / "home/.local/share/slipway/bin/vessel"));
    EXPECT_THAT(ended.output, HasSubstr(world / "home/.local/share/slipway/bin"));
    EXPECT_EQ(world.slipway({"uninstall", "vessel"}).code, 0);
    EXPECT_FALSE(fs::exists(fs::symlink_status(world / "home/.local/share/slipway/bin/vessel")));
}

TEST_F(Install, RefusesToOverwriteALinkOrFolderThatIsNotSlipways) {
    world.write("elsewhere", "text");
    world.makeFolder("shims");
    fs::create_symlink(world / "elsewhere", world.shim("vessel"));
    EXPECT_EQ(slipway({"install", "vessel"}).code, 1);
    EXPECT_EQ(fs::read_symlink(world.shim("vessel")), world / "elsewhere");
    fs::remove(world.shim("vessel"));
    world.write("shims/vessel/file", "text");
    EXPECT_EQ(slipway({"install", "vessel"}).code, 1);
    EXPECT_EQ(readFile(world / "shims/vessel/file"), "text");
}

TEST_F(InstallFaults, SayWhatIsStillToDoInTheUsersOwnShell) {
    world.set("SHELL", "/usr/bin/zsh");
    const Ended ended = world.slipway({"install", "easel", "--to", world / "shims"});
    EXPECT_EQ(ended.output,
              expected("in $SANDBOX/shims\n"
                       "  easel  made\n"
                       "still to do: '$SANDBOX/shims' is not on PATH; add this line to ~/.zshrc "
                       "and open a new terminal:\n"
                       "  export PATH=$SANDBOX/shims:\"$PATH\"\n"));
    EXPECT_EQ(ended.errors, "");
    EXPECT_EQ(ended.code, 0);
    world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
    const Ended again = world.slipway({"install", "easel", "--to", world / "shims"});
    EXPECT_EQ(again.output, expected("in $SANDBOX/shims\n"
                                     "  easel  already in place\n"
                                     "ready: type easel\n"));
}

TEST_F(InstallFaults, ARehearsalSaysEachStepAndTakesNone) {
    const auto before = tree();
    const Ended ended =
        world.slipway({"install", "easel", "easel@2024", "--to", world / "a/shims", "--dry-run"});
    const std::string shim = fs::canonical(shimExecutable());
    EXPECT_EQ(
        ended.output,
        expected("would be done:\n"
                 "  make the folder '$SANDBOX/a'\n"
                 "  make the folder '$SANDBOX/a/shims'\n"
                 "  link '$SANDBOX/a/shims/easel' to '" +
                 shim +
                 "'\n"
                 "  write '$SANDBOX/a/shims/.slipway/easel2024': slipway-shim=1 command=easel "
                 "version=2024\n"
                 "  link '$SANDBOX/a/shims/easel2024' to '" +
                 shim + "'\n"));
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(tree(), before);
}

TEST_F(InstallFaults, AFullDiskLeavesNothingHalfDone) {
    const auto before = tree();
    for (const char* call : {"/^mkdir", "fsync", "/^rename", "/^symlink"}) {
        const Ended ended = run(world.command(
            program("strace"),
            {"-f", "-o", "/dev/null", "-e", std::string("inject=") + call + ":error=ENOSPC:when=1",
             slipwayExecutable(), "install", "easel@2024", "--to", world / "a/shims"}));
        EXPECT_EQ(ended.code, 1) << call << ended;
        EXPECT_THAT(ended.errors, StartsWith("slipway: cannot ")) << call;
        EXPECT_THAT(ended.errors, HasSubstr("no space left on device")) << call;
        EXPECT_EQ(ended.output, "") << call;
        EXPECT_EQ(tree(), before) << call;
    }
}

TEST_F(InstallFaults, WithoutAHomeTheFolderMustBeNamed) {
    world.unset("HOME");
    world.unset("XDG_DATA_HOME");
    const Ended ended = world.slipway({"install", "easel"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.errors,
              "slipway: HOME is not set, so there is no shim folder of your own: --to names a "
              "folder by its whole path\n");
}

TEST_F(InstallFaults, OddNamesAreTakenAsTheyAreAndShownEscaped) {
    const std::string folder = world.makeFolder("odd \xff\n\x1b");
    fs::copy_file(probeExecutable(), folder + "/-x y");
    const Ended ended =
        world.slipway({"install", "--target", folder + "/-x y", "--to", folder + "/bin"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_TRUE(fs::is_symlink(folder + "/bin/-x y"));
    EXPECT_THAT(ended.output, StartsWith(expected("in $SANDBOX/odd \\xff\\n\\x1b/bin\n")));
    const Launch launched = launch(world.command(folder + "/bin/-x y"));
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->arguments[0], folder + "/-x y");
    EXPECT_EQ(world.slipway({"uninstall", "--from", folder + "/bin", "--", "-x y"}).code, 0);
    EXPECT_FALSE(fs::exists(folder + "/bin"));
}

}  // namespace
}  // namespace slipway::test
