// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.2: run set-user-ID the shim refuses, ahead of everything. With a shim that truly is.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class SetUserId : public ::testing::Test {
  protected:
    SetUserId() {
        moveIn(world, kArtist);
        fs::copy_file(shimExecutable(), world.makeFolder("privileged") / "maya");
        fs::create_symlink(world / "bin/slipway", world / "privileged/slipway");
    }

    Ended start(unsigned mode) const {
        setRights(shim, mode);
        Command command = world.command(shim);
        command.prepare = as(kArtist);
        return run(command);
    }

    MayaSandbox world;
    const fs::path shim = world / "privileged/maya";
};

TEST_F(SetUserId, IsRefusedWith125AndTheReason) {
    EXPECT_TRUE(readReport(start(0755).output)) << "the same file, without these rights";
    for (const unsigned mode : {04755, 02755, 06755}) {
        const Ended ended = start(mode);
        EXPECT_EQ(ended.code, 125) << std::oct << mode << ended;
        EXPECT_EQ(ended.errors,
                  "slipway: not launched: the shim must not be set-user-ID or set-group-ID\n");
        EXPECT_EQ(ended.output, "");
    }
}

TEST_F(SetUserId, IsRefusedWhateverTheEnvironmentAsksFor) {
    for (const char* name : {"SLIPWAY_BYPASS", "SLIPWAY_MODE", "SLIPWAY_LOG"}) {
        world.set(name, "1");
        EXPECT_EQ(start(04755).code, 125) << name;
    }
}

TEST_F(SetUserId, IsRefusedBeforeAnyFileIsOpened) {
    setRights(shim, 04755);
    const std::string log = world / "home/calls";
    const Ended ended = run(world.command(
        program("strace"), {"-f", "-u", "nobody", "-o", log, "-e", "trace=all", shim}));
    EXPECT_EQ(ended.code, 125) << ended;
    const std::string calls = readFile(log);
    EXPECT_THAT(calls, HasSubstr("execve("));
    for (const char* call : {"open", "readlink", "access(", "stat"}) {
        EXPECT_THAT(calls, Not(HasSubstr(call)));
    }
}

}  // namespace
}  // namespace slipway::test
