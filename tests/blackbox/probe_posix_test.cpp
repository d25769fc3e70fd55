// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The probe by itself: what POSIX has for it to tell.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string everyByteButNul() {
    std::string bytes;
    for (int byte = 1; byte < 256; ++byte) bytes += static_cast<char>(byte);
    return bytes;
}

TEST(Probe, ReportsArgumentsAndEnvironmentByteForByteAndInOrder) {
    const Sandbox world;
    Command command = world.command(probeExecutable());
    command.arguments = {"other name", "", everyByteButNul(), "\xff\xfe"};
    command.environment = {"B=2", "A=1", "A=2", "no equals sign", "=", "C=" + everyByteButNul()};
    const Launch direct = launch(command);
    ASSERT_TRUE(direct.report) << direct;
    EXPECT_THAT(direct.report->arguments, ElementsAreArray(command.arguments));
    EXPECT_THAT(direct.report->environment, ElementsAreArray(command.environment));
    EXPECT_EQ(direct["A"], "1");
    EXPECT_EQ(direct["D"], std::nullopt);
}

TEST(Probe, ReportsItsProcess) {
    const Sandbox world;
    const Launch direct = launch(world.command(probeExecutable()));
    ASSERT_TRUE(direct.report) << direct;
    EXPECT_EQ(direct.report->pid, direct.ended.pid);
    EXPECT_EQ(direct.report->parent, getpid());
    EXPECT_EQ(direct.report->session, direct.ended.pid);
    EXPECT_EQ(direct.report->group, direct.ended.pid);
    EXPECT_EQ(direct.report->ownPath, probeExecutable());
    EXPECT_EQ(direct.report->startedAs, probeExecutable());
    EXPECT_EQ(direct.report->workingDirectory, world / "home");
    EXPECT_FALSE(direct.report->workingDirectoryDeleted);
    EXPECT_EQ(direct.report->terminal, 0);
}

TEST(Probe, StartsFromNothingOfTheTests) {
    const Sandbox world;
    const Launch direct = launch(world.command(probeExecutable()));
    ASSERT_TRUE(direct.report) << direct;
    EXPECT_THAT(direct.report->blocked, IsEmpty());
    EXPECT_THAT(direct.report->pending, IsEmpty());
    EXPECT_THAT(direct.report->ignored, IsEmpty());
    EXPECT_THAT(direct.report->handled, IsEmpty());
    EXPECT_EQ(direct.report->descriptors.size(), 3);
}

TEST(Probe, ReportsWhatItInherits) {
    const Sandbox world;
    Command command = world.command(probeExecutable());
    const std::string file = world.write("file", "0123456789");
    command.prepare = [&] {
        close(0);
        dup2(open(file.c_str(), O_RDWR | O_APPEND), 9);
        close(0);
        lseek(9, 4, SEEK_SET);
        umask(027);
        ::nice(3);
        const rlimit limit{100, 200};
        setrlimit(RLIMIT_NOFILE, &limit);
        signal(SIGHUP, SIG_IGN);
        signal(SIGRTMAX, SIG_IGN);
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGUSR1);
        sigaddset(&set, SIGTERM);
        sigprocmask(SIG_BLOCK, &set, nullptr);
        raise(SIGUSR1);
    };
    const Launch direct = launch(command);
    ASSERT_TRUE(direct.report) << direct;
    EXPECT_FALSE(direct.report->descriptors.contains(0));
    EXPECT_THAT(direct.report->descriptors, Contains(Pair(9, OpenDescriptor{file, 0102002, 4})));
    EXPECT_EQ(direct.report->mask, 027);
    EXPECT_EQ(direct.report->nice, 3);
    EXPECT_EQ(direct.report->limits[RLIMIT_NOFILE], std::pair(100ul, 200ul));
    EXPECT_THAT(direct.report->ignored, ElementsAre(SIGHUP, SIGRTMAX));
    EXPECT_THAT(direct.report->blocked, ElementsAre(SIGUSR1, SIGTERM));
    EXPECT_THAT(direct.report->pending, ElementsAre(SIGUSR1));
}

TEST(Probe, ReportsADeletedWorkingDirectory) {
    const Sandbox world;
    Command command = world.command(probeExecutable());
    command.workingDirectory = world.makeFolder("gone");
    command.prepare = [&] { rmdir(command.workingDirectory.c_str()); };
    const Launch direct = launch(command);
    ASSERT_TRUE(direct.report) << direct;
    EXPECT_TRUE(direct.report->workingDirectoryDeleted);
    EXPECT_EQ(direct.report->workingDirectory, world.expand("$SANDBOX/gone (deleted)"));
}

TEST(Probe, EndsByTheSignalThatItsVariableSays) {
    Sandbox world;
    world.set("PROBE_SIGNAL", std::to_string(SIGSEGV));
    EXPECT_EQ(launch(world.command(probeExecutable())).ended.signal, SIGSEGV);
}

TEST(Probe, ReportsItsTerminal) {
    const Sandbox world;
    Command command = world.command(probeExecutable());
    command.terminal = true;
    const Ended ended = run(command);
    EXPECT_THAT(ended.output, HasSubstr("\"foreground\":" + std::to_string(ended.pid)));
}

TEST(Process, IsEndedAtItsTimeLimit) {
    const Sandbox world;
    Command command = world.command("/bin/sleep", {"1000"});
    command.timeLimit = std::chrono::seconds(1);
    const Ended ended = run(command);
    EXPECT_TRUE(ended.timedOut);
    EXPECT_EQ(ended.signal, SIGKILL);
}

}  // namespace
}  // namespace slipway::test
