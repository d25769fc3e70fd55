// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.1 and 2.3: which executable a launch is of, and the exit codes where there is none.

#include "tests/blackbox/installation.h"

#include <gmock/gmock.h>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAreArray;

TEST_F(Installations, TheNewestIsLaunchedComparedNumberByNumber) {
    installed({"4.2", "4.10", "4.9"});
    EXPECT_EQ(started(), "4.10");
}

TEST_F(Installations, APreReleaseIsOlderThanItsReleaseALetterNewer) {
    installed({"2.0rc1", "2.0"});
    EXPECT_EQ(started(), "2.0");
    world.installation("maya", "2.0v3");
    EXPECT_EQ(started(), "2.0v3");
    world.installation("maya", "2.0v10");
    EXPECT_EQ(started(), "2.0v10");
}

TEST_F(Installations, ANewOneCountsAtTheNextLaunch) {
    installed({"2023"});
    warmCache(world);
    EXPECT_EQ(started(), "2023");
    world.installation("maya", "2024");
    EXPECT_EQ(started(), "2024");
    fs::remove_all(world / "opt/maya2024");
    EXPECT_EQ(started(), "2023");
}

TEST_F(Installations, AFolderIsNone) {
    installed({"2023"});
    world.makeFolder("opt/maya2024/bin/maya$EXE");
    EXPECT_EQ(started(), "2023");
}

TEST_F(Installations, SlipwayUseChoosesInWholeComponents) {
    installed({"15.0.9", "15.1", "15.1.2", "15.1v3", "15.10", "15.10.1", "16"});
    const auto use = [&](const std::string& version) {
        world.set("SLIPWAY_USE", "maya=" + version);
        return started();
    };
    EXPECT_EQ(use("15"), "15.10.1");
    EXPECT_EQ(use("15.1"), "15.1v3") << "a letter counts as a further number: 15.1.2 < 15.1v3";
    EXPECT_EQ(use("15.1.2"), "15.1.2");
    EXPECT_EQ(use("15.0"), "15.0.9");
    EXPECT_EQ(use("16"), "16");
}

TEST_F(Installations, SlipwayUseNamesSeveralApplications) {
    installed({"2023", "2024"});
    world.set("SLIPWAY_USE", "nuke=15.1v3,maya=2023,houdini=20");
    EXPECT_EQ(started(), "2023");
    world.set("SLIPWAY_USE", "nuke=15.1v3");
    EXPECT_EQ(started(), "2024");
}

TEST_F(Installations, TheCommandLineChoosesAheadOfSlipwayUse) {
    installed({"2022", "2023", "2024"});
    world.set("SLIPWAY_USE", "maya=2023");
    EXPECT_EQ(version(slipwayRun({"maya"})), "2023");
    EXPECT_EQ(version(slipwayRun({"maya@2022"})), "2022");
}

TEST_F(Installations, ABoundShimChoosesAheadOfSlipwayUse) {
    installed({"2022", "2023", "2024"});
    world.install({"maya@2022"});
    world.set("SLIPWAY_USE", "maya=2023");
    EXPECT_EQ(version(world.launch("maya2022")), "2022");
    EXPECT_EQ(started(), "2023");
}

TEST_F(Installations, ABoundShimIsOfTheApplicationNotOfItsOwnName) {
    installed({"2022", "2024"});
    world.install({"maya@2022"});
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[[integration]]\nwhen = 'application.name = maya'\n"
                 "env.SEEN.set = '{application.identifier} {command}'\n");
    EXPECT_EQ(world.launch("maya2022")["SEEN"], "maya_2022 maya");
}

TEST_F(Installations, AVersionThatIsNotThereIsAnErrorThatListsTheOnesFound) {
    installed({"2022", "2023.1", "2024"});
    world.set("SLIPWAY_USE", "maya=2021");
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 127) << launched;
    EXPECT_THAT(launched.said(), AllOf(StartsWith("slipway: "), HasSubstr("2021"),
                                       HasSubstr("2022"), HasSubstr("2023.1"), HasSubstr("2024")));
    EXPECT_EQ(launched.ended.output, "");
    world.unset("SLIPWAY_USE");
    const Launch run = slipwayRun({"maya@2021"});
    EXPECT_EQ(run.ended.code, 127) << run;
    EXPECT_THAT(run.said(), AllOf(HasSubstr("2021"), HasSubstr("2022"), HasSubstr("2024")));
}

TEST_F(Installations, ABoundShimWhoseVersionIsGoneIsAnError) {
    installed({"2022", "2024"});
    world.install({"maya@2022"});
    fs::remove_all(world / "opt/maya2022");
    const Launch launched = world.launch("maya2022");
    EXPECT_EQ(launched.ended.code, 127) << launched;
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("2022"), HasSubstr("2024")));
}

TEST_F(Installations, AnApplicationWithoutAnyIsNotFound) {
    installed({"2024"});
    fs::remove_all(world / "opt");
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 127) << launched;
    EXPECT_THAT(launched.said(), AllOf(StartsWith("slipway: "), HasSubstr("maya")));
    EXPECT_EQ(launched.ended.output, "");
}

TEST_F(Installations, SlipwayRunIsTheShimWithoutOne) {
    installed({"2024"});
    world.integration("studio/one-1.0", "SEEN.set = 'yes'");
    const Launch launched = slipwayRun({"maya", "--help", "--json", "--", "-v"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments,
                ElementsAre(world.executable("maya", "2024"), "--help", "--json", "--", "-v"));
    EXPECT_EQ(launched["SEEN"], "yes");
    EXPECT_EQ(launched.said(), "");
}

TEST_F(Installations, ADamagedProgramIsNoScript) {
    installed({"2024"});
    world.write("opt/maya2024/bin/maya$EXE", std::string("\x7f"
                                                         "ELF\0\0damaged",
                                                         14));
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 126) << launched;
    EXPECT_THAT(launched.said(), AllOf(StartsWith("slipway: cannot start "),
                                       HasSubstr(world.executable("maya", "2024"))));
}

TEST_F(Installations, AScriptIsLaunchedLikeAnyExecutable) {
    const Place script = writeScript(world, "opt/maya", {.calls = probeExecutable()});
    world.plugin("studio/maya",
                 "slipway = 1\n[[application]]\nname = 'maya'\nfind = ['" + script.string() +
                     "']\n[[integration]]\nenv.SEEN.set = '{command}'\narguments = ['-x']\n");
    world.install({"maya"});
    const Launch launched = world.launch("maya", {"a", "b c"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(probeExecutable(), "-x", "a", "b c"));
    EXPECT_EQ(launched["SEEN"], "maya");
    EXPECT_EQ(launched.said(), "");
}

// ---- who am I ----

TEST_F(Installations, TheShimsNameIsNotWhatArgumentZeroSays) {
    installed({"2024"});
    Command command = world.command(world.shim("maya"));
    command.arguments = {"other", "-v"};
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world.executable("maya", "2024"), "-v"));
}

// ---- commands that no manifest makes known ----

TEST_F(UnknownCommand, IsTheNextOfItsNameOnPath) {
    linkShim();
    const Launch launched = world.launch("easel", {"-v"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world / "tools/easel$EXE", "-v"));
    EXPECT_EQ(launched["SEEN"], "easel unknown");
}

TEST_F(UnknownCommand, IsTheTargetThatWasRecorded) {
    world.install({"--target", world / "tools/easel$EXE", "--name", "brush"});
    world.set("PATH", "/usr/bin:/bin");
    const Launch launched = world.launch("brush", {"-v"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world / "tools/easel$EXE", "-v"));
}

TEST_F(UnknownCommand, IsNeverAShim) {
    linkShim();
    world.makeFolder("more");
    world.putShim("more/easel$EXE", ShimKind::kSymbolicLink);
    world.makeFolder("copies");
    fs::copy_file(shimExecutable(), world / "copies/easel$EXE");
    world.set("PATH", "$SANDBOX/shims:$SANDBOX/more:$SANDBOX/copies:$SANDBOX/tools:/usr/bin:/bin");
    const Launch launched = world.launch("easel");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->ownPath, world / "tools/easel$EXE");
}

TEST_F(UnknownCommand, IsNeverAFolderOrAnythingNotExecutable) {
    linkShim();
    world.makeFolder("folder/easel$EXE");
    world.write("plain/easel", "text");
    world.set("PATH", "$SANDBOX/shims:$SANDBOX/folder:$SANDBOX/plain:$SANDBOX/no:$SANDBOX/tools");
    const Launch launched = world.launch("easel");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->ownPath, world / "tools/easel$EXE");
}

TEST_F(UnknownCommand, IsNeverReachedThroughAnEmptyOrRelativeEntry) {
    linkShim();
    for (const char* path : {"$SANDBOX/shims::/usr/bin", ":$SANDBOX/shims", "$SANDBOX/shims:",
                             "$SANDBOX/shims:.:tools", "$SANDBOX/shims:../tools"}) {
        world.set("PATH", list(path));
        Command command = world.command(world.shim("easel"));
        command.workingDirectory = world / "tools";
        const Launch launched = launch(command);
        EXPECT_EQ(launched.ended.code, 127) << path << ": " << launched;
        EXPECT_THAT(launched.said(), AllOf(StartsWith("slipway: "), HasSubstr("easel")));
    }
}

TEST_F(UnknownCommand, WhoseTargetIsGoneIsTold) {
    world.install({"--target", world / "tools/easel$EXE", "--name", "brush"});
    fs::remove(world / "tools/easel$EXE");
    const Launch gone = world.launch("brush");
    EXPECT_EQ(gone.ended.code, 127) << gone;
    EXPECT_THAT(gone.said(), HasSubstr(world / "tools/easel$EXE"));
}

// ---- SLIPWAY_BYPASS (2.5) ----

TEST_F(Bypass, TakesTheNextOnPath) {
    linkShim();
    world.set("SLIPWAY_BYPASS", "1");
    const Launch launched = world.launch("easel");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->environment, UnorderedElementsAreArray(world.environment()));
    EXPECT_EQ(launched.report->ownPath, world / "tools/easel$EXE");
}

TEST_F(Bypass, TakesTheTargetThatWasRecorded) {
    world.install({"--target", world / "tools/easel$EXE", "--name", "brush"});
    world.set("PATH", "/usr/bin:/bin");
    world.set("SLIPWAY_BYPASS", "1");
    const Launch launched = world.launch("brush", {"-v"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world / "tools/easel$EXE", "-v"));
    EXPECT_THAT(launched.report->environment, UnorderedElementsAreArray(world.environment()));
}

TEST_F(Bypass, TakesTheNewestInstallationRemembered) {
    installed({"2023", "2024"});
    warmCache(world);
    world.set("SLIPWAY_BYPASS", "1");
    const Launch launched = world.launch("maya", {"-v"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world.executable("maya", "2024"), "-v"));
    EXPECT_THAT(launched.report->environment, UnorderedElementsAreArray(world.environment()));
}

TEST_F(Bypass, LeavesEnvironmentAndArgumentsUntouched) {
    linkShim();
    world.set("SLIPWAY_BYPASS", "1");
    world.set("A B", "1");
    world.set("EMPTY", "");
    world.set("TEXT", "\xc3\xa4=\"$HOME\" %PATH%");
    const Launch launched = world.launch("easel", {"", "-v", "a \"b\" \\", "\xc3\xa4"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->environment, UnorderedElementsAreArray(world.environment()));
    EXPECT_THAT(launched.report->arguments,
                ElementsAre(world / "tools/easel$EXE", "", "-v", "a \"b\" \\", "\xc3\xa4"));
    EXPECT_EQ(launched.said(), "");
}

TEST_F(Bypass, IsTheSameByTheSlipwayCommand) {
    world.set("SLIPWAY_BYPASS", "1");
    world.plugin("studio/broken-1.0", "broken");
    const Launch launched = slipwayRun({"easel", "-v"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world / "tools/easel$EXE", "-v"));
    EXPECT_THAT(launched.report->environment, UnorderedElementsAreArray(world.environment()));
    EXPECT_EQ(launched.said(), "") << "no manifest is opened";
    EXPECT_EQ(slipwayRun({"no-such-command"}).ended.code, 127);
}

TEST_F(Bypass, FindsNothingWhereNothingIs) {
    linkShim();
    world.set("SLIPWAY_BYPASS", "1");
    world.set("PATH", "/usr/bin:/bin");
    const Launch launched = world.launch("easel");
    EXPECT_EQ(launched.ended.code, 127) << launched;
    EXPECT_THAT(launched.said(), AllOf(StartsWith("slipway: "), HasSubstr("easel")));
}

TEST_F(Bypass, IsNoBypassWhereTheVariableIsEmptyOrZero) {
    linkShim();
    for (const char* value : {"", "0"}) {
        world.set("SLIPWAY_BYPASS", value);
        EXPECT_EQ(world.launch("easel")["SEEN"], "easel unknown") << value;
    }
}

// ---- refusals (125) ----

TEST_F(Installations, ARequiredIntegrationThatCannotBeAppliedRefusesTheLaunch) {
    installed({"2024"});
    world.plugin("studio/one-1.0",
                 "slipway = 1\n[[integration]]\nname = 'needed'\nrequired = true\n"
                 "requires = ['no-such-integration']\nenv.A.set = 'x'\n");
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 125) << launched;
    EXPECT_THAT(launched.said(), AllOf(StartsWith("slipway: "), HasSubstr("needed"),
                                       HasSubstr("no-such-integration")));
    EXPECT_EQ(launched.ended.output, "");
}

TEST_F(Installations, AStrictLaunchIsRefusedAtAnyWarning) {
    installed({"2024"});
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(world.launch("maya").ended.code, 0);
    world.plugin("studio/broken-1.0", "broken");
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 125) << launched;
    EXPECT_THAT(launched.said(), HasSubstr(native("broken-1.0/slipway.toml:1:")));
}

}  // namespace
}  // namespace slipway::test
