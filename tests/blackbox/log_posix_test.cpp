// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// SLIPWAY_LOG_FILE (spec 2.5): rights, links, limits and descriptors.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/blackbox/log.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(Log, IsItsOwnersAlone) {
    world.maya();
    EXPECT_EQ(fs::status(file).permissions(), fs::perms(0600));
}

TEST_F(Log, FollowsNoLink) {
    world.write("target", "as it was");
    fs::create_symlink(world / "target", file);
    EXPECT_EQ(world.maya().ended.code, 0);
    EXPECT_EQ(readFile(world / "target"), "as it was");
}

TEST_F(Log, DoesNotWaitForAFifo) {
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    EXPECT_EQ(world.maya().ended.code, 0);
    const int reader = ::open(file.c_str(), O_RDONLY | O_NONBLOCK);
    EXPECT_EQ(world.maya().ended.code, 0);
    char byte = 0;
    EXPECT_EQ(::read(reader, &byte, 1), 0);  // nobody has written
    ::close(reader);
}

// A write beyond the limit would end the launch by a signal.
TEST_F(Log, IsNotWrittenBeyondTheLimitOfFiles) {
    warmCache(world);
    const std::string full(100'000, 'x');
    world.write("log", full);
    fs::permissions(file, fs::perms(0600));
    Command command = world.mayaCommand();
    command.prepare = [] {
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    };
    const Launch launched = launch(command);
    EXPECT_EQ(launched.ended.code, 0) << launched;
    EXPECT_TRUE(text() == full);
}

TEST_F(Log, TheLimitOfFilesCostsNoPluginsWhereNothingIsCachedYet) {
    world.integration("studio/one-1.0", "ONE.set = 'yes'");
    world.plugin("studio/large-1.0",
                 "slipway = 1\n[integration]\nwhen = \"env.WANTED = yes\"\nenv.LARGE = '" +
                     std::string(60'000, 'x') + "'\n");
    Command command = world.mayaCommand();
    command.prepare = [] {
        const rlimit limit{50'000, 50'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    };
    const Launch launched = launch(command);
    EXPECT_EQ(launched["ONE"], "yes") << launched;
    EXPECT_EQ(launched.said(), "");
}

// The file is no descriptor of the application's, and none of 0 to 2 that came closed.
TEST_F(Log, IsClosedInTheApplication) {
    warmCache(world);
    Command command = world.mayaCommand();
    command.prepare = [] { ::close(2); };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.ended.errors, IsEmpty());
    for (const auto& [number, descriptor] : launched.report->descriptors) {
        EXPECT_NE(descriptor.target, file.string()) << number;
    }
    EXPECT_THAT(text(), HasSubstr("\toutcome=launched\t"));
}

TEST_F(Log, CostsNothingWhereItIsNotAskedFor) {
    warmCache(world);
    fs::remove(file);
    world.set("SLIPWAY_LOG", "warn");
    for (const SystemCall& call : trace(world.mayaCommand()).untilTheApplication()) {
        EXPECT_FALSE(call.path.contains("/log")) << call.path;
    }
}

}  // namespace
}  // namespace slipway::test
