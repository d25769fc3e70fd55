// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 3.4: for workers on Windows, and by Slurm, which has none there.

#include "tests/farm/farm_world.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

TEST(Submitting, DryPrintsSlurmsJobAndWritesNothing) {
    FarmWorld world;
    const auto submit = [&](const std::string& option) {
        return world.slipway({"submit", "maya@2024", "--engine", "slurm", "--frames", "1-10",
                              "--option", option, "--dry-run", "--output",
                              (world / "two words").string(), "--", "{frame}"});
    };
    const Ended ended = submit("partition=farm");
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("exec '" + std::string(slipwayExecutable()) + "'"));
    EXPECT_THAT(ended.output,
                HasSubstr(world.expand("# submitted with\nsbatch --parsable "
                                       "'--export-file=$SANDBOX/two words/slipway-")));
    EXPECT_FALSE(std::filesystem::exists(world / "two words"));
    EXPECT_EQ(submit("a=b\n#SBATCH --uid=0").code, 2);
}

TEST(Submitting, WritesPathsAsWorkersOfAnotherPlatformHaveThem) {
    FarmWorld world;
    world.write("config.toml",
                "[paths.studio]\nlinux = \"$SANDBOX/studio\"\nwindows = 'S:\\studio'\n"
                "[paths.work]\nlinux = \"$SANDBOX/work\"\nwindows = 'W:\\work'\n");
    world.plugin("studio/definitions-maya",
                 "slipway = 1\n[[application]]\nname = 'maya'\n[application.find]\n"
                 "linux = ['$SANDBOX/opt/maya{version}/bin/maya']\n"
                 "windows = ['C:\\maya{version}\\maya.exe']\n");
    const auto submit = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"submit",    "maya@2024",   "--engine", "deadline",
                                       "--dry-run", "--directory", "inherit"};
        words.insert(words.end(), more.begin(), more.end());
        return world.slipway(words);
    };
    const std::string jobs = (world / "work/jobs").string();
    const Ended ended = submit(
        {"--output", jobs, "--platform", "windows", "--slipway", "{paths.studio}/bin/slipway.exe"});
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_THAT(ended.output, HasSubstr("Executable=S:\\studio/bin/slipway.exe"));
    EXPECT_THAT(ended.output, HasSubstr("W:\\work/jobs/slipway-"));
    EXPECT_THAT(submit({"--output", jobs, "--platform", "windows"}).errors,
                HasSubstr("windows workers do not see '"));
    EXPECT_THAT(submit({"--output", (world / "jobs").string(), "--platform", "windows"}).errors,
                HasSubstr("--output: windows workers do not see '"));
    EXPECT_THAT(submit({"--output", jobs, "--slipway", "{paths.studio}/bin/slipway"}).output,
                HasSubstr("Executable=" + (world / "studio/bin/slipway").string()));
    EXPECT_EQ(submit({"--platform", "amiga"}).code, 2);
}

}  // namespace
}  // namespace slipway::test
