// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 3.1, shims in a folder of their own.

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class Install : public ::testing::Test {
  protected:
    Install() {
        world.plugin("studio/definitions-maya", R"(slipway = 1
[[application]]
name = "maya"
find.linux = ["$SANDBOX/opt/maya{version}/bin/maya"]
[application.commands]
mayapy = {}
)");
        for (const char* version : {"2023", "2024"}) {
            fs::copy_file(probeExecutable(),
                          world.installation("maya", version).parent_path() / "mayapy");
        }
    }

    Ended slipway(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--to", world / "shims"});
        return world.slipway(arguments);
    }

    // What is there, hidden things aside.
    std::vector<std::string> shims() const {
        std::vector<std::string> names;
        std::error_code none;
        for (const auto& entry : fs::directory_iterator(world / "shims", none)) {
            const std::string name = entry.path().filename();
            if (!name.starts_with('.')) names.push_back(name);
        }
        std::ranges::sort(names);
        return names;
    }

    Sandbox world;
};

TEST_F(Install, MakesASymbolicLinkForEachCommandOfTheApplication) {
    const Ended ended = slipway({"install", "maya"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(ended.errors, "");
    EXPECT_THAT(shims(), ElementsAre("maya", "mayapy"));
    for (const char* name : {"maya", "mayapy"}) {
        EXPECT_TRUE(fs::is_symlink(world.shim(name)));
        EXPECT_TRUE(fs::equivalent(world.shim(name), shimExecutable()));
        const Launch launched = world.launch(name);
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched.report->arguments[0], world.expand("$SANDBOX/opt/maya2024/bin/") + name);
    }
}

TEST_F(Install, SaysWhatIsStillToDo) {
    EXPECT_THAT(slipway({"install", "maya"}).output, HasSubstr("PATH"));
}

TEST_F(Install, GoesToTheUsersShimFolderUnlessTold) {
    const Ended ended = world.slipway({"install", "maya"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_TRUE(fs::is_symlink(world / "home/.local/share/slipway/bin/maya"));
    EXPECT_THAT(ended.output, HasSubstr(world / "home/.local/share/slipway/bin"));
    EXPECT_EQ(world.slipway({"uninstall", "maya"}).code, 0);
    EXPECT_FALSE(fs::exists(fs::symlink_status(world / "home/.local/share/slipway/bin/maya")));
}

TEST_F(Install, OfAVersionMakesAShimBoundToIt) {
    EXPECT_EQ(slipway({"install", "maya"}).code, 0);
    const Ended ended = slipway({"install", "maya@2023"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(shims(), ::testing::IsSupersetOf({"maya", "maya2023", "mayapy"}));
    const Launch launched = world.launch("maya2023");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->ownPath, world / "opt/maya2023/bin/maya");
}

TEST_F(Install, TwiceIsOnce) {
    EXPECT_EQ(slipway({"install", "maya"}).code, 0);
    EXPECT_EQ(slipway({"install", "maya"}).code, 0);
    EXPECT_THAT(shims(), ElementsAre("maya", "mayapy"));
    EXPECT_TRUE(world.launch("maya").report);
}

TEST_F(Install, RefusesToOverwriteWhatIsNotSlipways) {
    world.write("shims/mayapy", "somebody's own script");
    const Ended ended = slipway({"install", "maya"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, AllOf(StartsWith("slipway: "), HasSubstr(world.shim("mayapy"))));
    EXPECT_EQ(readFile(world.shim("mayapy")), "somebody's own script");
    EXPECT_THAT(shims(), ElementsAre("mayapy")) << "all or nothing";
}

TEST_F(Install, RefusesToOverwriteALinkOrFolderThatIsNotSlipways) {
    world.write("elsewhere", "text");
    world.makeFolder("shims");
    fs::create_symlink(world / "elsewhere", world.shim("maya"));
    EXPECT_EQ(slipway({"install", "maya"}).code, 1);
    EXPECT_EQ(fs::read_symlink(world.shim("maya")), world / "elsewhere");
    fs::remove(world.shim("maya"));
    world.write("shims/maya/file", "text");
    EXPECT_EQ(slipway({"install", "maya"}).code, 1);
    EXPECT_EQ(readFile(world / "shims/maya/file"), "text");
}

TEST_F(Install, OfAnUnknownApplicationNamesTheNearest) {
    const Ended ended = slipway({"install", "myaa"});
    EXPECT_NE(ended.code, 0);
    EXPECT_THAT(ended.errors, AllOf(HasSubstr("'myaa'"), HasSubstr("maya")));
    EXPECT_THAT(shims(), IsEmpty());
}

TEST_F(Install, OfAVersionThatIsNotThereNamesTheOnesFound) {
    const Ended ended = slipway({"install", "maya@2021"});
    EXPECT_NE(ended.code, 0);
    EXPECT_THAT(ended.errors, AllOf(HasSubstr("2021"), HasSubstr("2023"), HasSubstr("2024")));
    EXPECT_THAT(shims(), IsEmpty());
}

// ---- any executable ----

TEST_F(Install, OfATargetMakesAShimForAnyExecutable) {
    world.makeFolder("tools with spaces");
    const fs::path target = world / "tools with spaces/easel";
    fs::copy_file(probeExecutable(), target);
    EXPECT_EQ(slipway({"install", "--target", target}).code, 0);
    EXPECT_EQ(slipway({"install", "--target", target, "--name", "brush"}).code, 0);
    EXPECT_THAT(shims(), ElementsAre("brush", "easel"));
    world.integration("studio/one-1.0", "SEEN.set = '{command}'");
    for (const char* name : {"brush", "easel"}) {
        const Launch launched = world.launch(name, {"-v"});
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_THAT(launched.report->arguments, ElementsAre(target, "-v"));
        EXPECT_TRUE(launched["SEEN"]);
    }
}

TEST_F(Install, OfATargetThatIsNotThereOrNoExecutableOrAShimIsRefused) {
    world.write("plain", "text");
    world.install({"maya"});
    for (const fs::path& target : {world / "missing", world / "plain", world.folder(),
                                   world.shim("maya"), shimExecutable()}) {
        const Ended ended = slipway({"install", "--target", target, "--name", "brush"});
        EXPECT_EQ(ended.code, 1) << target << ended;
        EXPECT_THAT(ended.errors, StartsWith("slipway: "));
        EXPECT_THAT(shims(), ElementsAre("maya", "mayapy"));
    }
}

TEST_F(Install, OfANameThatIsNoFileNameIsRefused) {
    fs::copy_file(probeExecutable(), world / "easel");
    for (const char* name : {"", ".", "..", "a/b", "../escaped"}) {
        const Ended ended = slipway({"install", "--target", world / "easel", "--name", name});
        EXPECT_NE(ended.code, 0) << name;
        EXPECT_THAT(shims(), IsEmpty());
        EXPECT_FALSE(fs::exists(world / "escaped"));
    }
}

// ---- uninstall ----

TEST_F(Install, IsUndoneByUninstallWhichLeavesOthersAlone) {
    world.install({"maya"});
    world.install({"maya@2023"});
    fs::copy_file(probeExecutable(), world / "easel");
    world.install({"--target", world / "easel"});
    world.write("shims/own-script", "somebody's own");
    const Ended ended = slipway({"uninstall", "maya"});
    EXPECT_EQ(ended.code, 0) << ended;
    const std::vector<std::string> left = shims();
    EXPECT_THAT(left, ::testing::Not(::testing::Contains("maya")));
    EXPECT_THAT(left, ::testing::Not(::testing::Contains("mayapy")));
    EXPECT_THAT(left, ::testing::IsSupersetOf({"easel", "own-script"}));
    EXPECT_EQ(readFile(world / "shims/own-script"), "somebody's own");
    EXPECT_TRUE(world.launch("easel").report);
}

TEST_F(Install, OfABoundShimIsUndoneByItself) {
    world.install({"maya"});
    world.install({"maya@2023"});
    EXPECT_EQ(slipway({"uninstall", "maya@2023"}).code, 0);
    EXPECT_THAT(shims(), ElementsAre("maya", "mayapy"));
}

TEST_F(Install, UninstallNeverRemovesWhatIsNotSlipways) {
    world.write("shims/maya", "somebody's own script");
    const Ended ended = slipway({"uninstall", "maya"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_EQ(readFile(world.shim("maya")), "somebody's own script");
}

TEST_F(Install, UninstallOfWhatIsNotThereIsNoSuccess) {
    const Ended ended = slipway({"uninstall", "maya"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("maya"));
}

TEST_F(Install, LeavesNothingOfItsOwnBehindWhenUndone) {
    world.install({"maya"});
    EXPECT_EQ(slipway({"uninstall", "maya"}).code, 0);
    std::error_code none;
    EXPECT_TRUE(fs::is_empty(world / "shims", none) || !fs::exists(world / "shims"));
}

}  // namespace
}  // namespace slipway::test
