// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.3, "Context": where links, deleted folders and long command lines matter.

#include "tests/blackbox/context.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

TEST_F(Contexts, ComeFromAWorkingDirectoryThatWasReachedThroughALink) {
    world.makeFolder("filer/volume7/bunny/shots/a/b");
    fs::create_directory_symlink(world / "filer/volume7", world / "mounted");
    user("[[context]]\npath = '$SANDBOX/mounted/{project}/shots/{sequence}/{shot}'\n");
    Command command = world.mayaCommand();
    command.workingDirectory = world / "filer/volume7/bunny/shots/a/b";
    EXPECT_EQ(launch(command)["SHOT"], std::nullopt);
    command.environment.push_back("PWD=" + (world / "mounted/bunny/shots/a/b").string());
    EXPECT_EQ(launch(command)["SHOT"], "b");
    command.environment.back() = "PWD=" + (world / "mounted/bunny/shots/a/other").string();
    EXPECT_EQ(launch(command)["SHOT"], std::nullopt) << "it is not where the process is";
    command.environment.back() = "PWD=mounted/bunny/shots/a/b";
    EXPECT_EQ(launch(command)["SHOT"], std::nullopt);
}

TEST_F(Contexts, ComeFromOneOfAHundredThousandArguments) {
    pathRule();
    world.makeFolder("projects/bunny/shots/a/b");
    std::vector<std::string> arguments(100'000, "f.1");
    arguments.push_back((world / "projects/bunny/shots/a/b").string());
    arguments.push_back((world / "projects/duck/shots/a/b").string());
    EXPECT_EQ(in("projects", arguments)["PROJECT"], "bunny");
}

TEST_F(Contexts, DoNotComeFromADeletedWorkingDirectory) {
    pathRule();
    const fs::path folder = world.makeFolder("projects/bunny/shots/a/b");
    Command command = world.mayaCommand();
    command.workingDirectory = folder;
    command.prepare = [&] { fs::remove(folder); };
    EXPECT_EQ(launch(command)["SHOT"], std::nullopt);
}

}  // namespace
}  // namespace slipway::test
