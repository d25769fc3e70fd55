// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What batch files see of a frozen launch.

#include "tests/farm/deeds.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class FrozenBatchFiles : public FrozenDeeds {
  protected:
    // The command bin/do is a batch file.
    void plugin(std::string_view below, std::string_view batch) const {
        FrozenDeeds::plugin(below);
        world.write("studio/more-1.0/bin/do.bat", "@echo off\r\n" + std::string(batch));
    }
};

TEST_F(FrozenBatchFiles, AreGivenTheWorkersFactsAndTheTasksEnvironment) {
    plugin(kOnWorker, "set>\"%~1\\environment\"\r\necho {\"env\": {\"FROM.set\": \"batch\"}}\r\n");
    world.write("token", "the-workers\n");
    world.freeze({"--base", "clean", "--secret", world.expand("A_TOKEN=$SANDBOX/token")});
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["FROM"], "batch");
    const std::string seen = readFile(world / "worker/environment");
    EXPECT_THAT(seen, AllOf(HasSubstr("A_TOKEN=the-workers\r\n"), Not(HasSubstr("SITE="))));
}

// Its number is that of farm-exec, which waits for the application.
TEST_F(FrozenBatchFiles, AreToldTheLaunchsProcessAsCompanions) {
    plugin("companion = { command = [\"bin/do\"], env = { OF = \"{launch.pid}\" } }\n",
           ">\"%USERPROFILE%\\told.new\" echo %OF%\r\n"
           "move \"%USERPROFILE%\\told.new\" \"%USERPROFILE%\\told\">NUL\r\n");
    world.freeze();
    const Launch launched = execute();
    ASSERT_TRUE(launched.report) << launched;
    ASSERT_TRUE(comes([&] { return fs::exists(world / "worker/told"); }));
    EXPECT_EQ(readFile(world / "worker/told"), std::to_string(launched.ended.pid) + "\r\n");
    EXPECT_FALSE(fs::exists(world / "home/told"));
}

}  // namespace
}  // namespace slipway::test
