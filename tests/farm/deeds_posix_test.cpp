// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Modes, processes, and what shell scripts see of a frozen launch.

#include "tests/farm/deeds.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class FrozenScripts : public FrozenDeeds {
  protected:
    // The command bin/do is a shell script.
    void plugin(std::string_view below, std::string_view script) const {
        FrozenDeeds::plugin(below);
        makeExecutable(world.write("studio/more-1.0/bin/do", "#!/bin/sh\n" + std::string(script)));
    }
};

// All that it does stands between the start of farm-exec and the application's, in one process.
void expectOneProcess(const Launch& launched) {
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->pid, launched.ended.pid);
}

TEST_F(FrozenDeeds, WriteFilesWithTheirModeOnTheWorker) {
    plugin("[[integration.file]]\npath = \"{home}/session\"\ncontent = \"a\"\nmode = \"0640\"\n");
    world.freeze();
    expectOneProcess(execute());
    EXPECT_EQ(fs::status(world / "worker/session").permissions(),
              fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

TEST_F(FrozenScripts, AreGivenTheWorkersFacts) {
    plugin(kOnWorker, "echo '{\"env\": {\"FROM.set\": \"'$1'\"}}'\n");
    world.freeze();
    const Launch launched = execute();
    expectOneProcess(launched);
    EXPECT_EQ(launched["FROM"], world / "worker");
}

TEST_F(FrozenScripts, AreToldTheApplicationsProcessAsCompanions) {
    plugin("companion = { command = [\"bin/do\"], env = { OF = \"{launch.pid}\" } }\n",
           "echo $OF >\"$HOME/told.new\"; mv \"$HOME/told.new\" \"$HOME/told\"\n");
    world.freeze();
    const Launch launched = execute();
    expectOneProcess(launched);
    ASSERT_TRUE(comes([&] { return fs::exists(world / "worker/told"); }));
    EXPECT_EQ(readFile(world / "worker/told"), std::to_string(launched.report->pid) + "\n");
    EXPECT_FALSE(fs::exists(world / "home/told"));
}

TEST_F(FrozenDeeds, MakeTheLaunchesFolderBelowTheRuntimeDirectory) {
    plugin("[integration.env]\nSCRATCH.set = \"{launch.dir}/x\"\n");
    world.freeze();
    const fs::path folder = fs::path(execute()["SCRATCH"].value_or("")).parent_path();
    EXPECT_EQ(folder.parent_path().parent_path(), world / "run");
}

TEST_F(FrozenScripts, StartFromTheTasksEnvironment) {
    plugin(kOnWorker, "env >\"$1/environment\"\necho '{}'\n");
    world.write("token", "the-workers\n");
    world.freeze({"--base", "clean", "--secret", world.expand("A_TOKEN=$SANDBOX/token")});
    expectOneProcess(execute());
    const std::string seen = readFile(world / "worker/environment");
    EXPECT_THAT(seen, AllOf(HasSubstr("A_TOKEN=the-workers\n"), Not(HasSubstr("SITE="))));
}

}  // namespace
}  // namespace slipway::test
