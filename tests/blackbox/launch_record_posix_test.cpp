// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The record of launches on this host: what takes limits and the calls of the system.

#include <gmock/gmock.h>
#include <sys/resource.h>

#include "tests/blackbox/launch_record.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::SizeIs;

// Beyond the limit a write would end the launch by a signal.
TEST_F(LaunchRecord, IsNotWrittenBeyondTheLimitOfFiles) {
    warmCache(world);
    const std::string full(100'000, '\n');
    world.write(record, full);
    fs::permissions(record, fs::perms::owner_read | fs::perms::owner_write);
    Command limited = world.mayaCommand();
    limited.prepare = [] {
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    };
    const Launch launchedWithin = launch(limited);
    EXPECT_TRUE(launchedWithin.report) << launchedWithin;
    EXPECT_EQ(launchedWithin.said(), "");
    EXPECT_TRUE(readFile(record) == full);
}

TEST_F(LaunchRecord, IsOneOpenAndOneWriteOfALaunch) {
    warmCache(world);
    const auto calls = trace(world.mayaCommand()).untilTheApplication();
    std::size_t opened = 0;
    for (const SystemCall& call : named(calls, {"open", "openat"})) {
        opened += call.path == record ? 1 : 0;
    }
    EXPECT_EQ(opened, 1);
    EXPECT_THAT(named(calls, {"write", "writev", "pwrite64"}), SizeIs(1));
}

}  // namespace
}  // namespace slipway::test
