// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.3: a loop, through somebody else's wrapper too, ends with 125 and the chain that was
// followed: 20 execs of one process, 100 nested launches. Here through shells that become what they
// call, or clear the environment.

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/blackbox/loop.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class LoopOfShells : public Loop {
  protected:
    // It writes a line each time that it is called.
    void wrapper(const std::string& name, const std::string& call) {
        makeExecutable(world.write("wrappers/" + name,
                                   "#!/bin/sh\necho called >> $SANDBOX/calls\n" + call + "\n"));
    }
};

TEST_F(LoopOfShells, AWrapperThatExecsItsOwnNameIsEndedAfter20Launches) {
    wrapper("tool", "exec tool \"$@\"");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_EQ(calls(), 20);
    EXPECT_EQ(ended.errors,
              world.expand("slipway: not launched: this is a loop, after 20 launches by one "
                           "process; what is started calls the shim again: tool "
                           "($SANDBOX/wrappers/tool) → tool again\n"));
}

TEST_F(LoopOfShells, TheChainNamesEveryoneWhoIsPartOfIt) {
    wrapper("tool", "exec other \"$@\"");
    wrapper("other", "exec tool \"$@\"");
    const Ended ended = start("other");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_EQ(calls(), 20);
    EXPECT_THAT(ended.errors, HasSubstr(world.expand("other ($SANDBOX/wrappers/other) → tool "
                                                     "($SANDBOX/wrappers/tool) → other again\n")));
}

TEST_F(LoopOfShells, WrappersThatEditTheEnvironmentDoNotHideIt) {
    wrapper("tool", "PATH=$PATH:/more FOO=$FOO:x exec /usr/bin/env -u HOME tool");
    EXPECT_EQ(start("tool").code, 125);
    EXPECT_EQ(calls(), 20);
}

TEST_F(LoopOfShells, OfAKnownApplicationIsEndedToo) {
    world.application("maya", {"2024"});
    world.install({"maya"});
    world.write("opt/maya2024/bin/maya", "#!/bin/sh\necho called >> $SANDBOX/calls\nexec maya\n");
    EXPECT_EQ(start("maya").code, 125);
    EXPECT_EQ(calls(), 20);
}

TEST_F(LoopOfShells, WithoutAHelperItIsEndedToo) {
    wrapper("tool", "exec tool \"$@\" 2> $SANDBOX/last");
    std::filesystem::copy_file(shimExecutable(), world.makeFolder("alone") / "tool");
    world.set("PATH", "$SANDBOX/alone:$SANDBOX/wrappers:/usr/bin:/bin");
    EXPECT_EQ(run(world.command(world / "alone/tool")).code, 125);
    EXPECT_EQ(calls(), 20);
    EXPECT_THAT(readFile(world / "last"), HasSubstr("this is a loop"));
}

TEST_F(LoopOfShells, RunIsPartOfTheChain) {
    wrapper("tool", "exec " + slipwayExecutable().string() + " run tool");
    const Ended ended = world.slipway({"run", "tool"});
    EXPECT_EQ(ended.code, 125);
    EXPECT_EQ(calls(), 20);
    EXPECT_THAT(ended.errors, HasSubstr("tool again"));
}

// Only what comes with `env -i` says where the shim is to look for what it knows.
constexpr const char* kBare = "env -i HOME=$HOME PATH=$PATH XDG_CACHE_HOME=$XDG_CACHE_HOME ";

TEST_F(LoopOfShells, ThatClearsTheEnvironmentIsEndedAfter20LaunchesByOneProcess) {
    wrapper("tool", std::string("exec ") + kBare + "tool");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("after 20 launches by one process"));
    EXPECT_THAT(ended.errors,
                HasSubstr(world.expand("tool ($SANDBOX/wrappers/tool) → tool again")));
    EXPECT_LE(calls(), 21);  // the first one had an environment
}

TEST_F(LoopOfShells, ThatClearsTheEnvironmentIsEndedAfter100LaunchesWithinOneAnother) {
    wrapper("tool", std::string(kBare) + "tool; exit $?");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("after 100 launches within one another"));
    EXPECT_LE(calls(), 101);
}

TEST_F(LoopOfShells, ThatClearsTheEnvironmentByWayOfAnotherProgramIsEndedToo) {
    wrapper("tool", std::string("timeout 60 ") + kBare + "/bin/sh -c 'tool; exit $?'");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_LE(calls(), 101);
}

TEST_F(LoopOfShells, ThatClearsOnlyTheSessionIsEndedToo) {
    wrapper("tool", "unset SLIPWAY_SESSION SLIPWAY_LAUNCH_ID; exec tool");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("after 20 launches by one process"));
}

TEST_F(LoopOfShells, ThatClearsOnlyTheSessionIsEndedAfter100LaunchesWithinOneAnother) {
    for (const char* name : {"A", "B", "C", "D", "E", "F", "G", "H"}) world.set(name, "x");
    wrapper("tool", "unset SLIPWAY_SESSION; tool; exit $?");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("after 100 launches within one another"));
    EXPECT_LE(calls(), 101);
}

TEST_F(LoopOfShells, OfBypassedLaunchesIsEndedAfter20LaunchesByOneProcess) {
    wrapper("tool", "exec tool");
    world.set("SLIPWAY_BYPASS", "1");
    const Ended ended = start("tool");
    EXPECT_EQ(ended.code, 125) << ended;
    EXPECT_EQ(calls(), 20);
}

TEST_F(LoopOfShells, AScriptThatBypassesAHundredTimesInARowIsNone) {
    wrapper("tool", "exit 0");
    world.set("SLIPWAY_BYPASS", "1");
    const Ended ended =
        run(world.command("/bin/sh", {"-c", "for i in $(seq 110); do tool || exit $?; done"}));
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(calls(), 110);
}

// Each a process of its own, whatever number it has: in a container that is the same each time.
TEST_F(LoopOfShells, LaunchesInWorldsOfTheirOwnAreNone) {
    wrapper("tool", "exit 7");
    const std::string launch = std::string("unshare --pid --fork --mount-proc ") + kBare + "tool";
    const Ended ended = run(world.command(
        program("unshare"),
        {geteuid() == 0 ? "-m" : "-rm", "/bin/sh", "-c",
         world.expand("for i in $(seq 25); do " + launch + "; [ $? = 7 ] || exit 1; done")}));
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(calls(), 25);
}

TEST_F(LoopOfShells, AShellThatEvaluatesAnEnvironmentAgainAndAgainIsNone) {
    wrapper("tool", "exit 7");
    const Ended ended = run(world.command(
        "/bin/sh", {"-c", "for i in $(seq 110); do eval \"$(" + slipwayExecutable().string() +
                              " env tool)\"; done; exec tool"}));
    EXPECT_EQ(ended.code, 7) << ended;
}

TEST_F(LoopOfShells, NineteenHonestLaunchesByOneProcessAreNone) {
    wrapper("tool", "n=$((${n:-0} + 1)); export n; [ $n -ge 20 ] && exec " +
                        probeExecutable().string() + "; exec tool");
    const Launch launched = launch(world.command(world.shim("tool")));
    EXPECT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched["n"], "20");
    EXPECT_EQ(launched.said(), "");
}

}  // namespace
}  // namespace slipway::test
