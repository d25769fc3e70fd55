// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a launch does besides becoming the application: next to nothing (spec 2.2, 2.8).

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::vector<std::string_view> kOpening = {"open", "openat", "openat2", "creat"};
const std::vector<std::string_view> kStarting = {"fork", "vfork", "clone", "clone3"};
const std::vector<std::string_view> kWriting = {"write",    "writev", "pwrite64",
                                                "sendfile", "splice", "pwritev"};

std::vector<SystemCall> opened(const std::vector<SystemCall>& calls, std::string_view part) {
    std::vector<SystemCall> found = named(calls, kOpening);
    std::erase_if(found, [&](const SystemCall& call) { return !call.path.contains(part); });
    return found;
}

std::vector<SystemCall> relative(std::vector<SystemCall> calls) {
    std::erase_if(calls, [](const SystemCall& c) { return !c.isRelativeToWorkingDirectory(); });
    return calls;
}

class SystemCalls : public ::testing::Test {
  protected:
    SystemCalls() {
        world.integration("studio/one-1.0", "ONE.set = '{plugin.dir}'");
        world.jsonPlugin("studio/two-1.0", R"({"slipway": 1, "integration": {"env": {"TWO": 2}}})");
        world.set("SLIPWAY_CONTEXT", R"({"id": "t-1"})");
        // Whatever is looked for in the working directory would be there.
        for (const char* name : {"slipway.toml", "slipway", "slipway-site.toml", "config.toml"}) {
            world.write(std::string("home/") + name, "nobody reads this");
        }
    }
    MayaSandbox world;
};

class WarmSystemCalls : public SystemCalls {
  protected:
    void SetUp() override {
        warmCache(world);
        traced = trace(world.mayaCommand({"scene.ma"}));
        calls = traced.untilTheApplication();
        ASSERT_EQ(traced.ended.code, 0) << traced.ended;
        ASSERT_TRUE(readReport(traced.ended.output)) << traced.ended;
    }
    Traced traced;
    std::vector<SystemCall> calls;
};

TEST_F(WarmSystemCalls, StartNoProcessAndNoThread) {
    EXPECT_THAT(named(calls, kStarting), IsEmpty());
}

TEST_F(WarmSystemCalls, HaveOneExecveAfterTheShimsOwn) {
    const std::vector<SystemCall> starts = named(calls, {"execve", "execveat"});
    ASSERT_THAT(starts, SizeIs(2));
    EXPECT_EQ(starts[0].path, world.shim("maya"));
    EXPECT_EQ(starts[1].path, world.executable());
}

TEST_F(WarmSystemCalls, WriteOneLineOfTheRecordAndNothingElse) {
    const auto writes = named(calls, kWriting);
    ASSERT_THAT(writes, SizeIs(1));
    EXPECT_THAT(writes[0].line, HasSubstr("\"time=20"));
}

TEST_F(SystemCalls, OfALaunchThatIsNotRecordedWriteNothing) {
    world.write("home/.config/slipway/config.toml", "[policy]\nrecord = false\n");
    warmCache(world);
    EXPECT_THAT(named(trace(world.mayaCommand()).untilTheApplication(), kWriting), IsEmpty());
}

TEST_F(WarmSystemCalls, OpenNoManifest) {
    EXPECT_THAT(opened(calls, "slipway.toml"), IsEmpty());
    EXPECT_THAT(opened(calls, "slipway.json"), IsEmpty());
}

TEST_F(WarmSystemCalls, TouchNothingRelativeToTheWorkingDirectory) {
    EXPECT_THAT(relative(calls), IsEmpty());
    EXPECT_THAT(named(calls, {"chdir", "fchdir", "getcwd"}), IsEmpty());
}

TEST_F(WarmSystemCalls, ChangeNothingOfTheProcess) {
    EXPECT_THAT(named(calls, {"rt_sigaction", "rt_sigprocmask", "umask", "setrlimit", "setsid",
                              "setpgid", "dup", "dup2", "dup3", "setpriority"}),
                IsEmpty());
    for (const SystemCall& call : named(calls, {"prlimit64"})) {
        EXPECT_THAT(call.line, HasSubstr(", NULL, {")) << "a question only";
    }
}

TEST_F(WarmSystemCalls, OpenTheKeptCatalogueReadOnly) {
    for (const SystemCall& call : opened(calls, "/catalogues/")) {
        EXPECT_THAT(call.line, HasSubstr("O_RDONLY"));
    }
    EXPECT_THAT(opened(calls, "/catalogues/"), ::testing::Not(IsEmpty()));
}

// The tests above could not fail if a trace showed nothing.
TEST_F(SystemCalls, OfALaunchWithoutACatalogueShowTheHelperReadingTheManifests) {
    const Traced traced = trace(world.mayaCommand());
    EXPECT_THAT(named(traced.calls, kStarting), ::testing::Not(IsEmpty()));
    EXPECT_THAT(opened(traced.calls, "slipway.toml"), ::testing::Not(IsEmpty()));
}

TEST_F(SystemCalls, OfALaunchWithoutACatalogueOpenNothingRelativeToTheWorkingDirectory) {
    for (const char* cache : {"on", "off"}) {
        world.set("SLIPWAY_CACHE", cache);
        const Traced traced = trace(world.mayaCommand());
        EXPECT_THAT(relative(named(traced.untilTheApplication(), kOpening)), IsEmpty());
    }
}

TEST_F(SystemCalls, OfALaunchWithoutACatalogueWriteNothingToStdout) {
    const Traced traced = trace(world.mayaCommand());
    // The helper's own is a pipe to the shim.
    for (const SystemCall& call : named(traced.untilTheApplication(), kWriting)) {
        EXPECT_TRUE(call.process != traced.calls.front().process || call.directory != "1") << call;
    }
    EXPECT_TRUE(readReport(traced.ended.output)) << traced.ended;
}

TEST_F(SystemCalls, OfABypassOpenNoManifestAndStartNothing) {
    world.set("SLIPWAY_BYPASS", "1");
    for (const bool warm : {false, true}) {
        if (warm) {
            world.unset("SLIPWAY_BYPASS");
            warmCache(world);
            world.set("SLIPWAY_BYPASS", "1");
        } else {
            world.set("PATH", "$SANDBOX/opt/maya2024/bin");
        }
        const Traced traced = trace(world.mayaCommand());
        const std::vector<SystemCall> calls = traced.untilTheApplication();
        EXPECT_THAT(opened(calls, "slipway.toml"), IsEmpty());
        EXPECT_THAT(opened(calls, "slipway.json"), IsEmpty());
        EXPECT_THAT(opened(calls, "config.toml"), IsEmpty());
        EXPECT_THAT(named(calls, kStarting), IsEmpty());
        EXPECT_THAT(named(calls, kWriting), SizeIs(1));  // the chain, so that a loop ends
        EXPECT_EQ(calls.back().path, world.executable());
    }
}

}  // namespace
}  // namespace slipway::test
