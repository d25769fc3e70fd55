// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What `install` and `uninstall` say and leave where something is in their way (spec 3.1).

#include <gmock/gmock.h>

#include <filesystem>
#include <map>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class InstallFaults : public ::testing::Test {
  protected:
    InstallFaults() { world.application("easel", {"2024"}); }

    // Every path below the world's folder, caches aside.
    std::map<std::string, std::string> tree() const {
        std::map<std::string, std::string> paths;
        for (const auto& entry : fs::recursive_directory_iterator(world.folder())) {
            const std::string path = entry.path().lexically_relative(world.folder());
            if (path.starts_with("home/.cache")) continue;
            paths[path] = entry.is_symlink() ? fs::read_symlink(entry).string() : "";
        }
        return paths;
    }
    std::string expected(std::string_view text) const { return world.expand(text); }

    Sandbox world;
};

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

TEST_F(InstallFaults, ARehearsalOfUninstallTakesNothingAway) {
    world.install({"easel"});
    const auto before = tree();
    const Ended ended =
        world.slipway({"uninstall", "easel", "--from", world / "shims", "--dry-run"});
    EXPECT_EQ(ended.output, expected("would be done:\n  remove '$SANDBOX/shims/easel'\n"));
    EXPECT_EQ(tree(), before);
}

TEST_F(InstallFaults, UninstallLeavesTheTreeAsItWas) {
    const auto before = tree();
    EXPECT_EQ(world.slipway({"install", "easel", "easel@2024"}).code, 0);
    const Ended ended = world.slipway({"uninstall", "easel", "easel2024"});
    EXPECT_EQ(ended.output, expected("removed $SANDBOX/home/.local/share/slipway/bin/easel\n"
                                     "removed $SANDBOX/home/.local/share/slipway/bin/easel2024\n"));
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

TEST_F(InstallFaults, AFolderThatIsNoneIsNamed) {
    world.write("file", "");
    const Ended ended = world.slipway({"install", "easel", "--to", world / "file/shims"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.errors, expected("slipway: '$SANDBOX/file' is a file, not a folder\n"));
}

TEST_F(InstallFaults, ARelativeFolderIsInTheWorkingDirectory) {
    EXPECT_EQ(world.slipway({"install", "easel", "--to", "./bin/"}).code, 0);
    EXPECT_TRUE(fs::is_symlink(world / "home/bin/easel"));
    EXPECT_EQ(world.slipway({"uninstall", "easel", "--from", "bin"}).code, 0);
    EXPECT_FALSE(fs::exists(world / "home/bin"));
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

TEST_F(InstallFaults, AnEmptyValueIsNotTheDefault) {
    const auto before = tree();
    const Ended ended = world.slipway({"install", "easel", "--to", ""});
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.errors, "slipway: option '--to' needs a value\n");
    EXPECT_EQ(tree(), before);
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

TEST_F(InstallFaults, AShimExecutableThatIsNotBesideSlipwayIsMissed) {
    const fs::path alone = world.makeFolder("alone") / "slipway";
    fs::copy_file(slipwayExecutable(), alone);
    const Ended ended = run(world.command(alone, {"install", "easel"}));
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.errors, expected("slipway: '$SANDBOX/alone/slipway-shim' is missing or is no "
                                     "shim: it belongs beside 'slipway'\n"));
}

TEST_F(InstallFaults, AnApplicationThatIsNotHereHasShimsAllTheSame) {
    fs::remove_all(world / "opt");
    const Ended ended = world.slipway({"install", "easel", "--to", world / "shims"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(
        ended.errors,
        "slipway: easel was not found on this host: until it is, its shims end with exit code "
        "127\n");
    EXPECT_EQ(world.launch("easel").ended.code, 127);
    world.installation("easel", "2024");
    EXPECT_EQ(world.launch("easel").ended.code, 0);
}

TEST_F(InstallFaults, AManifestThatCannotBeReadIsNamedWhereItMayBeTheOneMissed) {
    world.plugin("studio/definitions-easel", "slipway = 1\n[[application]\n");
    const Ended ended = world.slipway({"install", "easel-studio"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.errors, StartsWith("slipway: unknown application 'easel-studio'"));
    EXPECT_THAT(ended.errors, HasSubstr("studio/definitions-easel/slipway.toml:2:"));
}

TEST_F(InstallFaults, ACommandLeadsToItsApplication) {
    world.plugin("studio/definitions-easel", R"(slipway = 1
[[application]]
name = "easel"
[application.commands]
easelpy = {}
)");
    const Ended ended = world.slipway({"install", "easelpy"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.errors,
              "slipway: 'easelpy' is a command of 'easel': shims are made for all of them "
              "together, by that name\n");
}

TEST_F(InstallFaults, UninstallNamesTheNearestShim) {
    world.install({"easel"});
    const Ended ended = world.slipway({"uninstall", "esel", "--from", world / "shims"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.errors,
              expected("slipway: there is no shim 'esel' in '$SANDBOX/shims'; did you mean "
                       "'easel'?\n"));
    EXPECT_TRUE(fs::is_symlink(world.shim("easel")));
}

}  // namespace
}  // namespace slipway::test
