// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway deploy` by links, with modes and owners: spec 3.2.

#include <sys/stat.h>
#include <unistd.h>

#include "shim/marker.h"
#include "tests/blackbox/deploy.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

class DeployByLinks : public Deploy {
  protected:
    // A workstation on which nothing is installed, with one entry in PATH.
    Launch workstation() const {
        Command command = world.command(world / "share/linux/maya", {"scene"});
        command.environment = {"PATH=" + (world / "share/linux").string() + ":/usr/bin:/bin",
                               "HOME=" + (world / "somebody").string()};
        return test::launch(command);
    }
    std::string current() const {
        return fs::read_symlink(world / "share/current").filename().string();
    }
};

TEST_F(DeployByLinks, MakesAFolderThatNeedsOneEntryInPathAndNothingInstalled) {
    const Ended ended = deploy("build", {"maya"});
    ASSERT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output,
                HasSubstr("on PATH of workstations: " + (world / "share/linux").string()));
    fs::rename(world / "studio", world / "share/plugins.new");
    fs::remove(world / "share/plugins");
    fs::rename(world / "share/plugins.new", world / "share/plugins");
    world.integration("share/plugins/tools-1.0", "TOOLS.set = \"{plugin.dir}\"\n");
    fs::remove_all(world / "build");
    const Launch launched = workstation();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(launched.report->ownPath, world.executable("maya", "2024"));
    EXPECT_EQ(launched["TOOLS"], world / "share/plugins/tools-1.0");
}

TEST_F(DeployByLinks, PutsEachVersionBesideTheLastAndSwitchesOneName) {
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    const std::string first = current();
    fs::rename(world / "studio/definitions-maya", world / "share/plugins/definitions-maya");
    ASSERT_TRUE(workstation().report);
    // The application deploys the next one while it runs, and is not disturbed.
    fs::remove(world.executable("maya", "2024"));
    world.write("opt/maya2024/bin/maya",
                "#!/bin/sh\nset -e\nSLIPWAY_PLUGIN_PATH='$SANDBOX/share/plugins' "
                "'$SANDBOX/next/slipway' deploy '$SANDBOX/share' maya\necho still here\n");
    makeExecutable(world.executable("maya", "2024"));
    const Ended running = workstation().ended;
    EXPECT_EQ(running.code, 0) << running;
    EXPECT_THAT(running.output, HasSubstr("; before: " + first + "\n"));
    EXPECT_THAT(running.output, HasSubstr("still here\n"));
    const std::string second = current();
    EXPECT_NE(second, first);
    EXPECT_EQ(fs::canonical(world / "share/linux/maya"),
              world / "share/versions" / second / "linux/slipway-shim");
    EXPECT_TRUE(fs::exists(world / "share/versions" / first / "linux/slipway-shim"));
    fs::remove(world.executable("maya", "2024"));
    fs::copy_file(probeExecutable(), world.executable("maya", "2024"));
    EXPECT_TRUE(workstation().report);

    EXPECT_EQ(deploy("next", {"--switch", first}).code, 0);
    EXPECT_EQ(current(), first);
    EXPECT_TRUE(workstation().report);
    EXPECT_THAT(deploy("next", {"--list"}).output, HasSubstr(first + "  (current)\n"));
}

TEST_F(DeployByLinks, WorksWhereverTheShareIsMounted) {
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    fs::rename(world / "studio/definitions-maya", world / "share/plugins/definitions-maya");
    world.integration("share/plugins/tools-1.0", "TOOLS.set = \"{plugin.dir}\"\n");
    fs::rename(world / "share", world / "elsewhere");
    fs::remove_all(world / "build");
    Command command = world.command(world / "elsewhere/linux/maya");
    command.environment = {"PATH=" + (world / "elsewhere/linux").string() + ":/usr/bin:/bin",
                           "HOME=" + (world / "somebody").string()};
    const Launch launched = test::launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(launched["TOOLS"], world / "elsewhere/plugins/tools-1.0");
}

// Python's import takes `..` out of a path as text, and would look beside the link.
TEST_F(DeployByLinks, BehindALinkOnPathNamesPluginsByPathsThatHoldAsText) {
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    fs::rename(world / "studio/definitions-maya", world / "share/plugins/definitions-maya");
    world.integration("share/plugins/tools-1.0", "TOOLS.set = \"{plugin.dir}\"\n");
    fs::create_directory_symlink("share/linux", world / "bin");
    Command command = world.command(world / "bin/maya");
    command.environment = {"PATH=" + (world / "bin").string() + ":/usr/bin:/bin",
                           "HOME=" + (world / "somebody").string()};
    const Launch launched = test::launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["TOOLS"], fs::canonical(world / "share/plugins/tools-1.0"));
}

class DeployForAll : public DeployByLinks {
  protected:
    // Stand-ins: what is theirs is that they are shims.
    DeployForAll() {
        const fs::path shim = slipwayExecutable().parent_path() / "slipway-shim";
        for (const char* name : {"mac/slipway-shim", "windows/slipway-shim.exe"}) {
            fs::create_directories((world / "builds" / name).parent_path());
            fs::copy_file(shim, world / "builds" / name);
        }
        world.write("builds/mac/slipway", "helper");
        world.write("builds/windows/slipway.exe", "helper");
        world.write("builds/windows/slipway-shimw.exe", "another shim");
    }
};

TEST_F(DeployForAll, TakesTheBuildsThatAreAtHandAlong) {
    const Ended ended = deploy("build", {"maya", "--builds", world / "builds"});
    ASSERT_EQ(ended.code, 0) << ended;
    for (const char* platform : {"linux", "mac", "windows"}) {
        EXPECT_THAT(ended.output, HasSubstr(world / "share" / platform));
        EXPECT_TRUE(fs::exists(world / "share" / platform / "slipway-site.toml"));
    }
    EXPECT_EQ(fs::read_symlink(world / "share/mac/maya"), "../current/mac/slipway-shim");
    const std::string shim = readFile(world / "builds/windows/slipway-shim.exe");
    EXPECT_TRUE(readFile(world / "share/windows/maya.exe") == shim);
    EXPECT_EQ(readFile(world / "share/windows/slipway.exe"), "helper");

    EXPECT_EQ(readFile(world / "share/current-windows.txt"), current() + "\n");

    // The next, of which there is only one build, keeps what there was of the others.
    const std::string first = current();
    ASSERT_EQ(deploy("next", {"maya"}).code, 0);
    EXPECT_NE(current(), first);
    EXPECT_TRUE(fs::exists(world / "share/mac/maya"));
    world.write("builds/windows/slipway.exe", "newer");
    ASSERT_EQ(deploy("next", {"maya", "--builds", world / "builds"}).code, 0);
    EXPECT_EQ(readFile(world / "share/windows/slipway.exe"), "newer");
    ASSERT_EQ(deploy("next", {"--switch", first}).code, 0);
    EXPECT_EQ(readFile(world / "share/windows/slipway.exe"), "helper");
}

// Windows switches its own shims alone: it makes no links.
TEST_F(DeployForAll, KeepsWhatWasDeployedFromWindowsSince) {
    ASSERT_EQ(deploy("build", {"maya", "--builds", world / "builds"}).code, 0);
    fs::copy(world / "share/versions" / current(), world / "share/versions/later",
             fs::copy_options::recursive);
    world.write("share/versions/later/windows/slipway.exe", "later");
    world.write("share/current-windows.txt", "later\r\n");
    ASSERT_EQ(deploy("next", {"maya"}).code, 0);
    EXPECT_EQ(readFile(world / "share/windows/slipway.exe"), "later");
    EXPECT_EQ(readFile(world / "share/versions" / current() / "windows/slipway.exe"), "later");
}

// As it is in the file's header: 2 for what has no console.
std::string windowedShim(const std::string& more) {
    std::string bytes(256, '\0');
    bytes.replace(0, 2, "MZ");
    bytes[0x3C] = 0x40;
    bytes.replace(0x40, 2, "PE");
    bytes[0x40 + 92] = 2;
    return bytes + std::string(kMarkerFirstHalf) + std::string(kMarkerSecondHalf) + more;
}

TEST_F(DeployForAll, RenewsACopyByOneOfItsKind) {
    ASSERT_EQ(deploy("build", {"maya", "--builds", world / "builds"}).code, 0);
    const std::string console = readFile(world / "share/windows/maya.exe");
    const std::string windowed = windowedShim("newer");
    world.write("builds/windows/slipway-shimw.exe", windowed);
    world.write("share/windows/nuke.exe", windowedShim("as deployed from Windows"));
    ASSERT_EQ(deploy("next", {"maya", "--builds", world / "builds"}).code, 0);
    EXPECT_TRUE(readFile(world / "share/windows/nuke.exe") == windowed);
    EXPECT_TRUE(readFile(world / "share/windows/maya.exe") == console);
}

// Modes mean nothing to Windows, nor to many an archive.
TEST_F(DeployForAll, MakesExecutableWhatCameWithoutThatMode) {
    for (const char* name : {"mac/slipway", "mac/slipway-shim"}) {
        fs::permissions(world / "builds" / name, fs::perms::owner_read | fs::perms::owner_write);
    }
    ASSERT_EQ(deploy("build", {"maya", "--builds", world / "builds"}).code, 0);
    for (const char* name : {"mac/slipway", "mac/maya", "linux/maya"}) {
        EXPECT_NE(fs::status(world / "share" / name).permissions() & fs::perms::others_exec,
                  fs::perms::none)
            << name;
    }
}

TEST_F(DeployForAll, LeavesWhatIsNoneOfItsShims) {
    world.makeFolder("share/windows");
    world.write("share/windows/maya.exe", "mine");
    const Ended ended = deploy("build", {"maya", "--builds", world / "builds"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_EQ(readFile(world / "share/windows/maya.exe"), "mine");
    EXPECT_FALSE(fs::exists(world / "share/current"));
    EXPECT_EQ(deploy("build", {"maya", "--builds", world / "nowhere"}).code, 1);
}

TEST_F(DeployByLinks, LeavesSomebodysFileOfTheSwitchedName) {
    world.write("share/current", "precious");
    const Ended ended = deploy("build", {"maya"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("share/current' is there, and no version of a deployment"));
    EXPECT_EQ(readFile(world / "share/current"), "precious");
    EXPECT_FALSE(fs::exists(world / "share/versions"));
    fs::remove(world / "share/current");
    fs::create_symlink("elsewhere", world / "share/current");
    EXPECT_EQ(deploy("build", {"maya"}).code, 1);
    EXPECT_EQ(fs::read_symlink(world / "share/current"), "elsewhere");
}

TEST_F(DeployByLinks, ClearsWhatOneThatWasKilledLeft) {
    world.write("share/.slipway-new-1", "half a link");
    world.write("share/versions/.slipway-new-2/linux/slipway", "half an executable");
    world.write("share/linux/.slipway-new-3", "half a shim");
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    for (const auto& entry : fs::recursive_directory_iterator(world / "share")) {
        EXPECT_FALSE(entry.path().filename().native().starts_with('.')) << entry.path();
    }
}

TEST_F(DeployByLinks, SaysWhereItIsDeployedAndThatItInstallsNothing) {
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    EXPECT_THAT(ask({"install", "maya"}).errors,
                HasSubstr("is deployed in '" + std::string(world / "share")));
}

TEST_F(DeployByLinks, TwiceIsOnce) {
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    const std::string first = current();
    world.write("share/slipway-site.toml", "plugin_path = [\"../plugins\"]\n");
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    EXPECT_EQ(current(), first);
    EXPECT_EQ(readFile(world / "share/slipway-site.toml"), "plugin_path = [\"../plugins\"]\n");
}

TEST_F(DeployByLinks, RefusesWhatIsNotThereAndLeavesTheRest) {
    EXPECT_EQ(deploy("build", {"nobody"}).code, 1);
    EXPECT_FALSE(fs::exists(world / "share"));
    EXPECT_EQ(deploy("build", {"maya@2024"}).code, 1);
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    const std::string first = current();
    const Ended ended = deploy("build", {"--switch", "9.9"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("there is no version '9.9'"));
    EXPECT_THAT(ended.errors, HasSubstr(first));
    EXPECT_EQ(deploy("build", {"--switch", "../versions/" + first}).code, 1);
    EXPECT_EQ(deploy("build", {"--list", "maya"}).code, 2);
    fs::remove(world / "share/linux/maya");
    world.write("share/linux/maya", "somebody's own");
    EXPECT_THAT(deploy("build", {"maya"}).errors, HasSubstr("no shim of a deployment"));
    EXPECT_EQ(readFile(world / "share/linux/maya"), "somebody's own");
    EXPECT_EQ(current(), first);
}

TEST_F(DeployByLinks, SwitchesToNoVersionThatLacksWhatShimsNeed) {
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    const std::string first = current();
    world.makeFolder("share/versions/half");
    const Ended ended = deploy("build", {"--switch", "half"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("'half' has no whole build for linux"));
    EXPECT_EQ(current(), first);
    fs::remove(world / "share/versions" / first / "linux/slipway");
    EXPECT_EQ(deploy("build", {"--switch", first}).code, 1);
    EXPECT_EQ(deploy("build", {"maya"}).code, 0);
    EXPECT_TRUE(fs::exists(world / "share/versions" / first / "linux/slipway")) << "made whole";
    EXPECT_EQ(run(world.command(world / "share/linux/slipway", {"--version"})).code, 0);
}

TEST_F(DeployByLinks, IsForOthersWhateverTheUmask) {
    Command command =
        world.command(world / "build/slipway", {"deploy", (world / "share").string(), "maya"});
    command.prepare = [] { ::umask(077); };
    ASSERT_EQ(run(command).code, 0);
    for (const auto& entry : fs::recursive_directory_iterator(world / "share")) {
        const fs::perms perms = entry.status().permissions();
        EXPECT_NE(perms & fs::perms::others_read, fs::perms::none) << entry.path();
    }
    EXPECT_NE(fs::status(world / "share").permissions() & fs::perms::others_exec, fs::perms::none);
}

// Spec 2.6: whoever deploys trusts himself, and nobody else does so for that.
TEST_F(DeployByLinks, WarnsWhereOtherUsersWillNotTrustTheFolder) {
    world.makeFolder("share");
    const bool isRoot = ::geteuid() == 0;
    if (isRoot) {
        EXPECT_EQ(deploy("build", {"maya"}).errors, "");
        ASSERT_EQ(::chown((world / "share").c_str(), 1005, 1005), 0);
    }
    const Ended ended = deploy("build", {"maya"});
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.errors, AllOf(HasSubstr("warning: launches of other users"),
                                    HasSubstr("in trusted_owners"), HasSubstr("in trusted_roots")));
    if (!isRoot) return;
    world.write("home/.config/slipway/config.toml", "[policy]\ntrusted_owners = [1005]\n");
    EXPECT_EQ(deploy("build", {"maya"}).errors, "");
}

}  // namespace
}  // namespace slipway::test
