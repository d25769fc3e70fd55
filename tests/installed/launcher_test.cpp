// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a desktop starts shims by (spec 3.1, `--desktop`), started as a desktop does.

#include <gmock/gmock.h>

#include "tests/installed/in_place_world.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ForDesktop : public ::testing::Test {
  protected:
    ForDesktop() {
        world.set("XDG_STATE_HOME", "$SANDBOX/home/.local/state");
        world.set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        world.set("LC_ALL", "C.UTF-8");
        world.makeFolder("home");
        world.plugin("studio/definitions-1.0", R"toml(slipway = 1
[[application]]
name = "vessel"
label = "Väßel \"3D\" $HOME; \\ 100%"
icon = "vessel"
categories = ["Graphics", "3DGraphics", "Look development"]
mime_types = ["application/x-blender", "no type"]
find.linux = ["$SANDBOX/opt/vessel{version}/bin/vessel"]
[application.commands]
vesselpy = {}
vessel-safe = { executable = "vessel", label = "Vessel (safe)", arguments = ["--safe"] }
vesselbatch = { executable = "vessel", label = "Vessel (batch)", mode = "batch" }
)toml");
        world.write("site.toml", R"(slipway = 1
[[context]]
path = "$SANDBOX/projects/{project}/**"
)");
        world.set("SLIPWAY_CONFIG", "$SANDBOX/site.toml");
        world.integration("studio/one-1.0", "PROJECT.set = '{context.project}'");
        world.installation("vessel", "1.0");
    }

    Ended install(std::vector<std::string> arguments = {"vessel"}) const {
        arguments.insert(arguments.begin(), {"install", "--desktop"});
        return world.slipway(arguments);
    }
    // Does not wait for what it starts; the pipe does.
    Launch start(const std::string& id, const std::vector<std::string>& files = {}) const {
        std::vector<std::string> arguments = {
            "-a", "/bin/sh", "-c", "\"$0\" \"$@\" | cat", program("gtk-launch"), id};
        arguments.insert(arguments.end(), files.begin(), files.end());
        return slipway::test::launch(world.command(program("xvfb-run"), arguments));
    }
    // Below ~/.local/share.
    std::vector<std::string> files() const {
        std::vector<std::string> paths;
        for (const auto& [path, content] : treeOf(world / "home/.local/share")) {
            if (content != "folder") paths.push_back(path);
        }
        return paths;
    }
    fs::path entry(const std::string& name) const {
        return world / "home/.local/share/applications" / ("slipway-" + name + ".desktop");
    }

    Sandbox world;
};

TEST_F(ForDesktop, EntriesAreValidAndOfWhatShowsWindows) {
    const Ended installed = install({"vessel", "vessel@1.0"});
    ASSERT_EQ(installed.code, 0) << installed;
    EXPECT_THAT(installed.output, HasSubstr("slipway-vessel.desktop"));
    for (const char* name : {"vessel", "vessel-safe", "vessel1.0", "vessel-safe1.0"}) {
        ASSERT_TRUE(fs::exists(entry(name))) << name;
        const Ended valid = run(world.command(program("desktop-file-validate"), {entry(name)}));
        EXPECT_EQ(valid.code, 0) << valid;
        EXPECT_EQ(valid.output, "") << readFile(entry(name));
    }
    EXPECT_FALSE(fs::exists(entry("vesselpy")));
    EXPECT_FALSE(fs::exists(entry("vesselbatch")));
    EXPECT_THAT(
        readFile(entry("vessel")),
        AllOf(HasSubstr("\nName=Väßel \"3D\" $HOME; \\\\ 100%\n"), HasSubstr("\nIcon=vessel\n"),
              HasSubstr("\nCategories=Graphics;3DGraphics;X-Look development;\n"),
              HasSubstr("\nMimeType=application/x-blender;\n")));
    EXPECT_THAT(
        readFile(world / "home/.local/share/applications/mimeinfo.cache"),
        HasSubstr("application/x-blender=slipway-vessel.desktop;slipway-vessel1.0.desktop;"));
}

TEST_F(ForDesktop, AnEntryStartsTheApplicationWithItsPlugins) {
    ASSERT_EQ(install().code, 0);
    const Launch launch = start("slipway-vessel");
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_FALSE(launch["PROJECT"]);
    const Launch safe = start("slipway-vessel-safe");
    ASSERT_TRUE(safe.report) << safe;
    EXPECT_THAT(safe.report->arguments, testing::Contains("--safe"));
}

TEST_F(ForDesktop, AFileOpenedGivesTheContext) {
    ASSERT_EQ(install().code, 0);
    const auto file = world.write("projects/bunny/shot 1 größe.blend", "");
    const Launch launch = start("slipway-vessel", {file});
    ASSERT_TRUE(launch.report) << launch;
    EXPECT_EQ(launch["PROJECT"], "bunny");
    EXPECT_EQ(launch.report->arguments.back(), file);
}

TEST_F(ForDesktop, AShimInAnyFolderIsStarted) {
    const std::string shims = world / "it's ö $HOME \"x\" `y` \\z";
    ASSERT_EQ(install({"vessel", "--to", shims}).code, 0);
    const Ended valid = run(world.command(program("desktop-file-validate"), {entry("vessel")}));
    EXPECT_EQ(valid.code, 0) << valid;
    const Launch launch = start("slipway-vessel");
    ASSERT_TRUE(launch.report) << launch;
}

TEST_F(ForDesktop, AnyExecutableIsStarted) {
    const Ended installed =
        install({"--target", world / "opt/vessel1.0/bin/vessel", "--name", "größe; 2"});
    ASSERT_EQ(installed.code, 0) << installed;
    const Launch launch = start("slipway-größe%3b 2");
    ASSERT_TRUE(launch.report) << launch;
}

TEST_F(ForDesktop, AFolderThatNoDesktopCanStartFromIsRefusedAndNothingDone) {
    const Tree before = treeOf(world / "home");
    const Ended refused = install({"vessel", "--to", world / "a=b"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.errors, HasSubstr("no desktop entry can start"));
    EXPECT_EQ(treeOf(world / "home"), before);
}

TEST_F(ForDesktop, IsRehearsed) {
    const Ended rehearsed = install({"--all", "--dry-run"});
    EXPECT_EQ(rehearsed.code, 0) << rehearsed;
    EXPECT_THAT(rehearsed.output, HasSubstr("write '" + entry("vessel").string() + "'"));
    EXPECT_FALSE(fs::exists(world / "home/.local"));
}

TEST_F(ForDesktop, UninstallLeavesNoTrace) {
    const Tree before = treeOf(world / "home");
    ASSERT_EQ(install({"vessel", "vessel@1.0"}).code, 0);
    EXPECT_EQ(world.slipway({"uninstall", "vessel@1.0"}).code, 0);
    EXPECT_FALSE(fs::exists(entry("vessel1.0")));
    EXPECT_TRUE(fs::exists(entry("vessel")));
    const Ended uninstalled = world.slipway({"uninstall", "--all"});
    EXPECT_EQ(uninstalled.code, 0) << uninstalled;
    EXPECT_EQ(treeOf(world / "home"), before);
}

TEST_F(ForDesktop, UninstallCanLeaveTheShims) {
    ASSERT_EQ(world.slipway({"install", "vessel"}).code, 0);
    const Tree before = treeOf(world / "home");
    ASSERT_EQ(install().code, 0);
    EXPECT_EQ(world.slipway({"uninstall", "vessel", "--desktop"}).code, 0);
    EXPECT_EQ(treeOf(world / "home"), before);
}

TEST_F(ForDesktop, WhatIsNotSlipwaysStays) {
    world.write("home/.local/share/applications/slipway-vessel.desktop", "mine");
    const Tree before = treeOf(world / "home");
    const Ended refused = install();
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.errors, HasSubstr("is not Slipway's and stays as it is"));
    EXPECT_EQ(treeOf(world / "home"), before);
}

TEST_F(ForDesktop, StatusFindsAnEntryWithoutItsShimAndRepairRemovesIt) {
    ASSERT_EQ(install().code, 0);
    world.set("PATH", "$SANDBOX/home/.local/share/slipway/bin:/usr/bin:/bin");
    EXPECT_EQ(world.slipway({"status"}).code, 0) << world.slipway({"status"});
    fs::remove(world / "home/.local/share/slipway/bin/vessel-safe");
    const Ended status = world.slipway({"status", "--json"});
    EXPECT_EQ(status.code, 1);
    EXPECT_THAT(status.output, HasSubstr("launcher-orphan"));
    const Ended repaired = world.slipway({"repair"});
    EXPECT_EQ(repaired.code, 0) << repaired;
    EXPECT_FALSE(fs::exists(entry("vessel-safe")));
    EXPECT_TRUE(fs::exists(entry("vessel")));
    EXPECT_FALSE(fs::exists(world / "home/.local/share/applications/.slipway"));
}

// Killed at each call that changes something: what was there is there, or all that was wanted. (Of
// folders an empty one may be left.)
TEST_F(ForDesktop, AnInterruptedInstallIsTakenBackByTheNextCommand) {
    world.write("home/.local/share/applications/other.desktop", "other");
    int killed = 0;
    for (const char* call : {"rename", "renameat", "renameat2", "mkdir", "symlink", "unlink"}) {
        for (int nth = 1;; ++nth) {
            SCOPED_TRACE(call + std::to_string(nth));
            const std::string inject =
                std::string("inject=") + call + ":signal=SIGKILL:when=" + std::to_string(nth);
            const Ended ended = run(world.command(
                program("strace"), {"-o", "/dev/null", "-e", inject, slipwayExecutable(), "install",
                                    "vessel", "--desktop"}));
            world.slipway({"status"});
            EXPECT_EQ(fs::exists(entry("vessel")), fs::exists(entry("vessel-safe")));
            world.slipway({"uninstall", "--all"});
            EXPECT_THAT(files(), ElementsAre("applications/other.desktop"));
            if (ended.code == 0) break;
            ++killed;
            ASSERT_LT(nth, 100);
        }
    }
    EXPECT_GT(killed, 10);
}

}  // namespace
}  // namespace slipway::test
