// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4: an application's commands besides the main one.

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class Commands : public ::testing::Test {
  protected:
    Commands() {
        world.installation("maya", "2024");
        fs::copy_file(probeExecutable(), world / "opt/maya2024/bin/mayapy$EXE");
        world.plugin("studio/maya", R"(slipway = 1
[[application]]
name = "maya"
find = ['$SANDBOX/opt/maya{version}/bin/maya$EXE']
arguments = ["-main"]
batch = ["-batch"]
working_directory = '$SANDBOX/opt'
[application.env]
FROM.set = "application"
MODE.set = "{launch.mode}"
[application.commands.mayapy]
arguments = ["-py"]
batch = ["-c"]
working_directory = "{application.dir}"
identifier = "mayapy_{variant}"
env = { "FROM.append" = "mayapy" }
[application.commands.maya-safe]
executable = "maya"
[application.commands.Render]
executable = "maya"
mode = "batch"
)");
        world.install({"maya"});
        for (const char* name : {"mayapy", "maya-safe", "Render"}) {
            world.putShim(world.shim(name), ShimKind::kCopy);
        }
    }
    Sandbox world;
};

TEST_F(Commands, HaveTheirOwnEnvironmentBehindTheApplications) {
    EXPECT_EQ(world.launch("maya")["FROM"], "application");
    EXPECT_EQ(world.launch("mayapy")["FROM"], list("application:mayapy"));
}

TEST_F(Commands, HaveTheirOwnArgumentsIdentifierAndWorkingDirectory) {
    const Launch launched = world.launch("mayapy", {"x"});
    EXPECT_THAT(launched.report->arguments,
                ElementsAre(world / "opt/maya2024/bin/mayapy$EXE", "-py", "x"));
    EXPECT_EQ(launched["SLIPWAY_APPLICATION"], "mayapy_2024");
    EXPECT_EQ(launched.report->workingDirectory, world.expand("$SANDBOX/opt/maya2024/bin"));
}

TEST_F(Commands, HaveTheApplicationsWorkingDirectoryAndNoneOfItsArguments) {
    const Launch launched = world.launch("maya-safe");
    EXPECT_EQ(launched.report->workingDirectory, world.expand("$SANDBOX/opt"));
    EXPECT_THAT(launched.report->arguments, ElementsAre(world.executable("maya", "2024")));
}

TEST_F(Commands, AreBatchByTheirModeOrTheirBatchArguments) {
    EXPECT_EQ(world.launch("maya")["MODE"], "interactive");
    EXPECT_EQ(world.launch("maya", {"-batch"})["MODE"], "batch");
    EXPECT_EQ(world.launch("maya-safe", {"-batch"})["MODE"], "batch");
    EXPECT_EQ(world.launch("mayapy", {"-batch"})["MODE"], "interactive");
    EXPECT_EQ(world.launch("mayapy", {"-c"})["MODE"], "batch");
    EXPECT_EQ(world.launch("Render")["MODE"], "batch");
}

}  // namespace
}  // namespace slipway::test
