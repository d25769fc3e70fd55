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
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::StartsWith;

class Install : public ::testing::Test {
  protected:
    Install() {
        world.plugin("studio/definitions-vessel", R"(slipway = 1
[[application]]
name = "vessel"
find.linux = ["$SANDBOX/opt/vessel{version}/bin/vessel"]
[application.commands]
vesselpy = {}
)");
        for (const char* version : {"2023", "2024"}) {
            fs::copy_file(probeExecutable(),
                          world.installation("vessel", version).parent_path() / "vesselpy");
        }
    }

    Ended slipway(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--to", world / "shims"});
        return world.slipway(arguments);
    }

    Ended statusWithPath(std::string_view path) {
        world.set("PATH", path);
        return world.slipway({"status"});
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

TEST_F(Install, StandsOnceInStatusHoweverOftenItsFolderIsOnPath) {
    ASSERT_EQ(slipway({"install", "vessel"}).code, 0);
    fs::create_directory_symlink(world / "shims", world / "bin");
    const Ended status = statusWithPath("$SANDBOX/shims/:$SANDBOX/./shims:$SANDBOX/bin:/usr/bin");
    EXPECT_EQ(status.code, 0) << status;
    EXPECT_EQ(std::ranges::count(status.output, '\n'), 2) << status;
}

TEST_F(Install, SaysWhichCommandsNoInstallationHas) {
    fs::remove(world.expand("$SANDBOX/opt/vessel2023/bin/vesselpy"));
    EXPECT_EQ(slipway({"install", "vessel"}).errors, "") << "another has it";
    EXPECT_EQ(slipway({"install", "vessel@2023"}).errors,
              "slipway: no vessel 2023 that is installed here has 'vesselpy': until one does, its "
              "shim ends with exit code 127\n");
}

TEST_F(Install, IsNotedByStatusWhereNoInstallationHasTheCommand) {
    ASSERT_EQ(slipway({"install", "vessel"}).code, 0);
    for (const char* version : {"2023", "2024"}) {
        fs::remove(world.expand("$SANDBOX/opt/vessel") + version + "/bin/vesselpy");
    }
    const Ended noted = statusWithPath("$SANDBOX/shims:/usr/bin");
    EXPECT_EQ(noted.code, 0) << noted;
    EXPECT_THAT(noted.output, HasSubstr("no vessel that is installed here has 'vesselpy'"));
    fs::remove_all(world / "opt");
    const Ended lost = statusWithPath("$SANDBOX/shims:/usr/bin");
    EXPECT_EQ(lost.code, 1) << lost;
    EXPECT_THAT(lost.output, HasSubstr("vessel is not installed here"));
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

TEST_F(Install, SaysWhatIsStillToDo) {
    EXPECT_THAT(slipway({"install", "vessel"}).output, HasSubstr("PATH"));
}

TEST_F(Install, GoesToTheUsersShimFolderUnlessTold) {
    const Ended ended = world.slipway({"install", "vessel"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_TRUE(fs::is_symlink(world / "home/.local/share/slipway/bin/vessel"));
    EXPECT_THAT(ended.output, HasSubstr(world / "home/.local/share/slipway/bin"));
    EXPECT_EQ(world.slipway({"uninstall", "vessel"}).code, 0);
    EXPECT_FALSE(fs::exists(fs::symlink_status(world / "home/.local/share/slipway/bin/vessel")));
}

TEST_F(Install, OfAVersionMakesAShimBoundToIt) {
    EXPECT_EQ(slipway({"install", "vessel"}).code, 0);
    const Ended ended = slipway({"install", "vessel@2023"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(shims(), IsSupersetOf({"vessel", "vessel2023", "vesselpy"}));
    const Launch launched = world.launch("vessel2023");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->ownPath, world / "opt/vessel2023/bin/vessel");
}

TEST_F(Install, TakesSeveralAtOnceOrAllThatAreInstalled) {
    world.application("brush", {"1.0"});
    world.application("absent", {});
    EXPECT_EQ(slipway({"install", "vessel", "vessel@2023", "brush"}).code, 0);
    EXPECT_THAT(shims(), ElementsAre("brush", "vessel", "vessel2023", "vesselpy", "vesselpy2023"));
    EXPECT_EQ(slipway({"uninstall", "--all"}).code, 0);
    EXPECT_THAT(shims(), IsEmpty());
    // Whatever else the host has.
    EXPECT_EQ(slipway({"install", "--all"}).code, 0);
    EXPECT_THAT(shims(),
                AllOf(IsSupersetOf({"brush", "vessel", "vesselpy"}), Not(Contains("absent"))));
}

TEST_F(Install, TwiceIsOnce) {
    EXPECT_EQ(slipway({"install", "vessel"}).code, 0);
    EXPECT_EQ(slipway({"install", "vessel"}).code, 0);
    EXPECT_THAT(shims(), ElementsAre("vessel", "vesselpy"));
    EXPECT_TRUE(world.launch("vessel").report);
}

TEST_F(Install, RefusesToOverwriteWhatIsNotSlipways) {
    world.write("shims/vesselpy", "somebody's own script");
    const Ended ended = slipway({"install", "vessel"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, AllOf(StartsWith("slipway: "), HasSubstr(world.shim("vesselpy"))));
    EXPECT_EQ(readFile(world.shim("vesselpy")), "somebody's own script");
    EXPECT_THAT(shims(), ElementsAre("vesselpy")) << "all or nothing";
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

TEST_F(Install, OfAnUnknownApplicationNamesTheNearest) {
    const Ended ended = slipway({"install", "vesel"});
    EXPECT_NE(ended.code, 0);
    EXPECT_THAT(ended.errors, AllOf(HasSubstr("'vesel'"), HasSubstr("vessel")));
    EXPECT_THAT(shims(), IsEmpty());
}

TEST_F(Install, OfAVersionThatIsNotThereNamesTheOnesFound) {
    const Ended ended = slipway({"install", "vessel@2021"});
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
    world.install({"vessel"});
    for (const fs::path& target :
         std::initializer_list<fs::path>{world / "missing", world / "plain", world.folder(),
                                         world.shim("vessel"), shimExecutable()}) {
        const Ended ended = slipway({"install", "--target", target, "--name", "brush"});
        EXPECT_NE(ended.code, 0) << target << ended;
        EXPECT_THAT(ended.errors, StartsWith("slipway: "));
        EXPECT_THAT(shims(), ElementsAre("vessel", "vesselpy"));
    }
}

TEST_F(Install, OfANameThatIsNoFileNameIsRefused) {
    fs::copy_file(probeExecutable(), world / "easel");
    for (const char* name : {".", "..", "a/b", "../escaped"}) {
        const Ended ended = slipway({"install", "--target", world / "easel", "--name", name});
        EXPECT_NE(ended.code, 0) << name;
        EXPECT_THAT(shims(), IsEmpty());
        EXPECT_FALSE(fs::exists(world / "escaped"));
    }
}

// ---- uninstall ----

TEST_F(Install, IsUndoneByUninstallWhichLeavesOthersAlone) {
    world.install({"vessel"});
    world.install({"vessel@2023"});
    fs::copy_file(probeExecutable(), world / "easel");
    world.install({"--target", world / "easel"});
    world.write("shims/own-script", "somebody's own");
    const Ended ended = slipway({"uninstall", "vessel"});
    EXPECT_EQ(ended.code, 0) << ended;
    const std::vector<std::string> left = shims();
    EXPECT_THAT(left, ::testing::Not(::testing::Contains("vessel")));
    EXPECT_THAT(left, ::testing::Not(::testing::Contains("vesselpy")));
    EXPECT_THAT(left, ::testing::IsSupersetOf({"easel", "own-script"}));
    EXPECT_EQ(readFile(world / "shims/own-script"), "somebody's own");
    EXPECT_TRUE(world.launch("easel").report);
}

TEST_F(Install, OfABoundShimIsUndoneByItself) {
    world.install({"vessel"});
    world.install({"vessel@2023"});
    EXPECT_EQ(slipway({"uninstall", "vessel@2023"}).code, 0);
    EXPECT_THAT(shims(), ElementsAre("vessel", "vesselpy"));
}

TEST_F(Install, UninstallNeverRemovesWhatIsNotSlipways) {
    world.write("shims/vessel", "somebody's own script");
    const Ended ended = slipway({"uninstall", "vessel"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_EQ(readFile(world.shim("vessel")), "somebody's own script");
}

TEST_F(Install, UninstallOfWhatIsNotThereIsNoSuccess) {
    const Ended ended = slipway({"uninstall", "vessel"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("vessel"));
}

TEST_F(Install, LeavesNothingOfItsOwnBehindWhenUndone) {
    world.install({"vessel"});
    EXPECT_EQ(slipway({"uninstall", "vessel"}).code, 0);
    std::error_code none;
    EXPECT_TRUE(fs::is_empty(world / "shims", none) || !fs::exists(world / "shims"));
}

}  // namespace
}  // namespace slipway::test
