// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 3.4: from Windows, for workers there and on Linux.

#include "tests/farm/farm_world.h"

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class SubmittingFromWindows : public ::testing::Test {
  protected:
    SubmittingFromWindows() {
        world.write("config.toml",
                    "[paths.studio]\nlinux = '/net/studio'\nwindows = '$SANDBOX/studio'\n"
                    "[paths.work]\nlinux = '/net/work'\nwindows = '$SANDBOX/work'\n");
        world.plugin("studio/definitions-maya",
                     "slipway = 1\n[[application]]\nname = 'maya'\n[application.find]\n"
                     "windows = ['$SANDBOX/opt/maya{version}/bin/maya.exe']\n"
                     "linux = ['/opt/maya{version}/bin/maya']\n");
    }
    Ended submit(const std::vector<std::string>& more) const {
        std::vector<std::string> words{"submit",
                                       "maya@2024",
                                       "--dry-run",
                                       "--directory",
                                       "inherit",
                                       "--output",
                                       (world / "work/jobs").string()};
        words.insert(words.end(), more.begin(), more.end());
        return world.slipway(words);
    }
    FarmWorld world;
};

TEST_F(SubmittingFromWindows, WritesPathsAsWorkersOnLinuxHaveThem) {
    const std::vector<std::string> forLinux{"--platform", "linux", "--slipway",
                                            "{paths.studio}/bin/slipway", "--engine"};
    const auto submit = [&](const char* engine) {
        std::vector<std::string> words = forLinux;
        words.emplace_back(engine);
        return this->submit(words);
    };
    const Ended deadline = submit("deadline");
    EXPECT_EQ(deadline.code, 0) << deadline;
    EXPECT_THAT(deadline.output, AllOf(HasSubstr("Executable=/net/studio/bin/slipway\n"),
                                       HasSubstr("<QUOTE>/net/work/jobs/slipway-")));
    const Ended slurm = submit("slurm");
    EXPECT_EQ(slurm.code, 0) << slurm;
    EXPECT_THAT(slurm.output,
                AllOf(HasSubstr("exec '/net/studio/bin/slipway' 'farm-exec' '/net/work/jobs/"),
                      HasSubstr("#SBATCH --output=\"/net/work/jobs/slipway-"),
                      HasSubstr("\nsbatch --parsable \"--export-file=" +
                                std::string(world / "work/jobs/slipway-"))));
    EXPECT_THAT(this->submit({"--platform", "linux", "--engine", "deadline"}).errors,
                HasSubstr("linux workers do not see '"));
}

TEST_F(SubmittingFromWindows, RefusesSlurmForWorkersHere) {
    const Ended refused = submit({"--engine", "slurm"});
    EXPECT_EQ(refused.code, 2) << refused;
    EXPECT_THAT(refused.errors, HasSubstr("say --platform linux"));
}

// Its workers write the command into a batch file.
TEST_F(SubmittingFromWindows, GivesOpenCueACommandThatCmdTakes) {
    const Ended ended = submit({"--engine", "opencue", "--option", "show=bunny"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("<cmd>&quot;" + std::string(slipwayExecutable()) +
                                        "&quot; &quot;farm-exec&quot; &quot;" +
                                        std::string(world / "work/jobs/slipway-")));
}

}  // namespace
}  // namespace slipway::test
