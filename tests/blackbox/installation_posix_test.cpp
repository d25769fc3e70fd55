// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.1 and 2.3: scripts, links, and what may not be executed.

#include <gmock/gmock.h>

#include "tests/blackbox/installation.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST_F(Installations, AnExecutableThatNobodyMayExecuteIsNone) {
    installed({"2023", "2024"});
    fs::permissions(world.executable("maya", "2024"), fs::perms::owner_read);
    EXPECT_EQ(started(), "2023");
}

TEST_F(Installations, AScriptWithoutAnInterpreterLineIsTheShells) {
    installed({"2024"});
    fs::remove(world.executable("maya", "2024"));
    world.write("opt/maya2024/bin/maya", "echo \"maya says $1\"; exit 7\n");
    makeExecutable(world.executable("maya", "2024"));
    const Launch launched = world.launch("maya", {"hello there"});
    EXPECT_EQ(launched.ended.code, 7) << launched;
    EXPECT_EQ(launched.ended.output, "maya says hello there\n");
}

TEST_F(Installations, OneThatCannotBeExecutedIsTold) {
    installed({"2024"});
    fs::remove(world.executable("maya", "2024"));
    world.write("plain", "no interpreter");
    world.write("opt/maya2024/bin/maya", "#!$SANDBOX/plain\n");
    makeExecutable(world.executable("maya", "2024"));
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 126) << launched;
    EXPECT_THAT(launched.said(),
                AllOf(StartsWith("slipway: "), HasSubstr(world.executable("maya", "2024"))));
}

TEST_F(Installations, TheOnlyOneIsToldWhereItIsNotExecutable) {
    installed({"2024"});
    fs::permissions(world.executable("maya", "2024"), fs::perms(0644));
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 126) << launched;
    EXPECT_THAT(launched.said(), HasSubstr(world.executable("maya", "2024")));
}

TEST_F(Installations, OneThatIsNotExecutableIsPassedOverAndSaidSo) {
    installed({"2023", "2024"});
    fs::permissions(world.executable("maya", "2024"), fs::perms(0644));
    const Launch launched = world.launch("maya");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->startedAs, world.executable("maya", "2023"));
    EXPECT_THAT(world.slipway({"explain", "maya"}).output,
                HasSubstr(world.expand("'$SANDBOX/opt/maya2024/bin/maya' is not executable")));
}

TEST_F(Installations, AScriptWhoseInterpreterIsMissingIsTold) {
    installed({"2024"});
    fs::remove(world.executable("maya", "2024"));
    world.write("opt/maya2024/bin/maya", "#!/no/interpreter\n");
    makeExecutable(world.executable("maya", "2024"));
    const Launch launched = world.launch("maya");
    EXPECT_EQ(launched.ended.code, 126) << launched;
    EXPECT_THAT(launched.said(), HasSubstr("the interpreter or loader that it names is missing"));
}

TEST_F(Installations, AScriptFindsThePathThatItWasFoundAt) {
    installed({"2024"});
    fs::remove(world.executable("maya", "2024"));
    world.write("opt/maya2024/bin/maya", "#!/bin/sh\necho \"$0|$*|$SLIPWAY_APPLICATION\"\n");
    makeExecutable(world.executable("maya", "2024"));
    const Launch launched = world.launch("maya", {"a", "b c"});
    EXPECT_EQ(launched.ended.output,
              world.expand("$SANDBOX/opt/maya2024/bin/maya|a b c|maya_2024\n"));
}

TEST_F(Installations, TheShimsNameIsTheLastLinkAheadOfItsFile) {
    installed({"2024"});
    world.makeFolder("home/bin");
    fs::create_symlink(world.shim("maya"), world / "home/bin/m");
    const Launch launched = launch(world.command(world / "home/bin/m"));
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "maya_2024") << launched;
}

TEST_F(Bypass, LeavesBytesThatAreNoTextAndTheirOrderUntouched) {
    world.install({"--target", world / "tools/easel", "--name", "easel"});
    world.set("SLIPWAY_BYPASS", "1");
    for (const char* entry : {"A=1", "A=2", "no equals sign", "BYTES=\xff", "LAST="}) {
        world.environment().emplace_back(entry);
    }
    const Launch launched = world.launch("easel", {"", "-v", "\xff"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->environment, world.environment());
    EXPECT_THAT(launched.report->arguments, ElementsAre(world / "tools/easel", "", "-v", "\xff"));
    EXPECT_EQ(launched.said(), "");
}

TEST_F(Installations, SlipwayRunBecomesTheApplication) {
    installed({"2024"});
    const Launch launched = slipwayRun({"maya"});
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->pid, launched.ended.pid);
}

TEST_F(UnknownCommand, WhoseTargetIsNotExecutableIsTold) {
    world.install({"--target", world / "tools/easel", "--name", "brush"});
    fs::permissions(world / "tools/easel", fs::perms::owner_read);
    const Launch forbidden = world.launch("brush");
    EXPECT_EQ(forbidden.ended.code, 126) << forbidden;
    EXPECT_THAT(forbidden.said(), HasSubstr(world / "tools/easel"));
}

}  // namespace
}  // namespace slipway::test
