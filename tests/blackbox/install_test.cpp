// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 3.1: shims in a folder of their own, and what `install` and `uninstall` say and leave where
// something is in their way.

#include "tests/blackbox/install.h"

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

TEST_F(Install, SaysWhichCommandsNoInstallationHas) {
    fs::remove(second("2023"));
    EXPECT_EQ(slipway({"install", "vessel"}).errors, "") << "another has it";
    EXPECT_EQ(slipway({"install", "vessel@2023"}).errors,
              "slipway: no vessel 2023 that is installed here has 'vesselpy': until one does, its "
              "shim ends with exit code 127\n");
}

TEST_F(Install, IsNotedByStatusWhereNoInstallationHasTheCommand) {
    ASSERT_EQ(slipway({"install", "vessel"}).code, 0);
    for (const char* version : {"2023", "2024"}) fs::remove(second(version));
    const Ended noted = statusWithPath("$SANDBOX/shims");
    EXPECT_EQ(noted.code, 0) << noted;
    EXPECT_THAT(noted.output, HasSubstr("no vessel that is installed here has 'vesselpy'"));
    fs::remove_all(world / "opt");
    const Ended lost = statusWithPath("$SANDBOX/shims");
    EXPECT_EQ(lost.code, 1) << lost;
    EXPECT_THAT(lost.output, HasSubstr("vessel is not installed here"));
}

TEST_F(Install, SaysWhatIsStillToDo) {
    EXPECT_THAT(slipway({"install", "vessel"}).output, HasSubstr("still to do: "));
}

TEST_F(Install, OfAVersionMakesAShimBoundToIt) {
    EXPECT_EQ(slipway({"install", "vessel"}).code, 0);
    const Ended ended = slipway({"install", "vessel@2023"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(shims(), IsSupersetOf({"vessel", "vessel2023", "vesselpy"}));
    const Launch launched = world.launch("vessel2023");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->startedAs, first("2023"));
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
    world.write("shims/vesselpy$EXE", "somebody's own script");
    const Ended ended = slipway({"install", "vessel"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, AllOf(StartsWith("slipway: "), HasSubstr(world.shim("vesselpy"))));
    EXPECT_EQ(readFile(world.shim("vesselpy")), "somebody's own script");
    EXPECT_THAT(shims(), ElementsAre("vesselpy")) << "all or nothing";
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

TEST_F(Install, OfATargetMakesAShimForAnyExecutable) {
    world.makeFolder("tools with spaces");
    const Place target = world / "tools with spaces/easel$EXE";
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
    ASSERT_EQ(slipway({"install", "vessel"}).code, 0);
    for (const Place& target : {world / "missing", world / "plain", Place(world.folder()),
                                world.shim("vessel"), shimExecutable()}) {
        const Ended ended = slipway({"install", "--target", target, "--name", "brush"});
        EXPECT_NE(ended.code, 0) << target << ended;
        EXPECT_THAT(ended.errors, StartsWith("slipway: "));
        EXPECT_THAT(shims(), ElementsAre("vessel", "vesselpy"));
    }
}

TEST_F(Install, OfANameThatIsNoFileNameIsRefused) {
    fs::copy_file(probeExecutable(), world / "easel$EXE");
    for (const char* name : {".", "..", "a/b", "../escaped"}) {
        const Ended ended = slipway({"install", "--target", world / "easel$EXE", "--name", name});
        EXPECT_NE(ended.code, 0) << name;
        EXPECT_THAT(shims(), IsEmpty());
        EXPECT_FALSE(fs::exists(world / "escaped$EXE"));
    }
}

TEST_F(Install, IsUndoneByUninstallWhichLeavesOthersAlone) {
    ASSERT_EQ(slipway({"install", "vessel", "vessel@2023"}).code, 0);
    fs::copy_file(probeExecutable(), world / "easel$EXE");
    ASSERT_EQ(slipway({"install", "--target", world / "easel$EXE"}).code, 0);
    world.write("shims/own-script", "somebody's own");
    const Ended ended = slipway({"uninstall", "vessel"});
    EXPECT_EQ(ended.code, 0) << ended;
    const std::vector<std::string> left = shims();
    EXPECT_THAT(left, Not(Contains("vessel")));
    EXPECT_THAT(left, Not(Contains("vesselpy")));
    EXPECT_THAT(left, IsSupersetOf({"easel", "own-script"}));
    EXPECT_EQ(readFile(world / "shims/own-script"), "somebody's own");
    EXPECT_TRUE(world.launch("easel").report);
}

TEST_F(Install, OfABoundShimIsUndoneByItself) {
    ASSERT_EQ(slipway({"install", "vessel", "vessel@2023"}).code, 0);
    EXPECT_EQ(slipway({"uninstall", "vessel@2023"}).code, 0);
    EXPECT_THAT(shims(), ElementsAre("vessel", "vesselpy"));
}

TEST_F(Install, UninstallNeverRemovesWhatIsNotSlipways) {
    world.write("shims/vessel$EXE", "somebody's own script");
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
    ASSERT_EQ(slipway({"install", "vessel"}).code, 0);
    EXPECT_EQ(slipway({"uninstall", "vessel"}).code, 0);
    std::error_code none;
    EXPECT_TRUE(fs::is_empty(world / "shims", none) || !fs::exists(world / "shims"));
}

TEST_F(InstallFaults, ARehearsalOfUninstallTakesNothingAway) {
    ASSERT_EQ(world.slipway({"install", "easel", "--to", world / "shims"}).code, 0);
    const auto before = tree();
    const Ended ended =
        world.slipway({"uninstall", "easel", "--from", world / "shims", "--dry-run"});
    EXPECT_THAT(ended.output,
                StartsWith(expected("would be done:\n  remove '$SANDBOX/shims/easel$EXE'\n")));
    EXPECT_EQ(tree(), before);
}

TEST_F(InstallFaults, UninstallLeavesTheTreeAsItWas) {
    const auto before = tree();
    EXPECT_EQ(world.slipway({"install", "easel", "easel@2024"}).code, 0);
    const Ended ended = world.slipway({"uninstall", "easel", "easel2024"});
    EXPECT_EQ(ended.output,
              expected("removed $SANDBOX/home/.local/share/slipway/bin/easel$EXE\n"
                       "removed $SANDBOX/home/.local/share/slipway/bin/easel2024$EXE\n"));
    EXPECT_EQ(tree(), before);
}

TEST_F(InstallFaults, AFolderThatIsNoneIsNamed) {
    world.write("file", "");
    const Ended ended = world.slipway({"install", "easel", "--to", world / "file/shims"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.errors, expected("slipway: '$SANDBOX/file' is a file, not a folder\n"));
}

TEST_F(InstallFaults, ARelativeFolderIsInTheWorkingDirectory) {
    EXPECT_EQ(world.slipway({"install", "easel", "--to", "./bin/"}).code, 0);
    EXPECT_TRUE(fs::exists(world / "home/bin/easel$EXE"));
    EXPECT_EQ(world.slipway({"uninstall", "easel", "--from", "bin"}).code, 0);
    EXPECT_FALSE(fs::exists(world / "home/bin"));
}

TEST_F(InstallFaults, AnEmptyValueIsNotTheDefault) {
    const auto before = tree();
    const Ended ended = world.slipway({"install", "easel", "--to", ""});
    EXPECT_EQ(ended.code, 2);
    EXPECT_EQ(ended.errors, "slipway: option '--to' needs a value\n");
    EXPECT_EQ(tree(), before);
}

TEST_F(InstallFaults, AShimExecutableThatIsNotBesideSlipwayIsMissed) {
    const Place alone = world / "alone/slipway$EXE";
    world.makeFolder("alone");
    fs::copy_file(slipwayExecutable(), alone);
    const Ended ended = run(world.command(alone, {"install", "easel"}));
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.errors,
              expected("slipway: '$SANDBOX/alone/slipway-shim$EXE' is missing or is no "
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
    EXPECT_THAT(ended.errors,
                HasSubstr(std::string(world / "studio/definitions-easel/slipway.toml") + ":2:"));
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
    ASSERT_EQ(world.slipway({"install", "easel", "--to", world / "shims"}).code, 0);
    const Ended ended = world.slipway({"uninstall", "esel", "--from", world / "shims"});
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.errors,
              expected("slipway: there is no shim 'esel' in '$SANDBOX/shims'; did you mean "
                       "'easel'?\n"));
    EXPECT_TRUE(fs::exists(world.shim("easel")));
}

}  // namespace
}  // namespace slipway::test
