// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.3: who am I, and where is the real command.

#include "tests/blackbox/identity.h"

#include <gmock/gmock.h>

namespace slipway::test {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

INSTANTIATE_TEST_SUITE_P(Shim, Identity, ::testing::ValuesIn(kShimKinds),
                         [](const auto& test) { return shimKindName(test.param); });

TEST_P(Identity, ByItsPath) {
    expectMaya(world.launch("maya", {"-v"}), {"-v"});
}

TEST_P(Identity, ThroughAnEmptyEnvironment) {
    Command command = world.command(world.shim("maya"), {"-v"});
    command.environment = {world.expand("SLIPWAY_PLUGIN_PATH=$SANDBOX/studio"),
                           "SLIPWAY_CACHE=off"};
    expectMaya(launch(command), {"-v"});
}

TEST_P(Identity, TheRealCommandIsFoundBehindAnythingThatMayStandOnPath) {
    put("shims/tool$EXE");
    put("lib/tool$EXE");
    std::string path = list("::.:relative/bin:") + "$SANDBOX/shims:$SANDBOX/shims/:$SANDBOX/lib";
    const auto folder = [&](const std::string& name) {
        path += list(":") + "$SANDBOX/" + name;
        return world.makeFolder(name);
    };
    const fs::path tool = world.shim("tool").filename();
    fs::create_hard_link(fs::canonical(world / "lib/tool$EXE"), folder("hard") / tool);
    fs::copy_file(shimExecutable(), folder("copied") / tool);
    fs::create_directory(folder("folder") / tool);
    world.write("plain/tool", "no program");
    folder("plain");
    for (int i = 0; i < 1000; ++i) path += list(":") + "/nowhere/" + std::to_string(i);
    fs::copy_file(probeExecutable(), folder("real") / tool);
    fs::copy_file(probeExecutable(), folder("later") / tool);
    world.set("PATH", path);
    const Launch launched = world.launch("tool");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->arguments, ElementsAre(world / "real/tool$EXE"));
    EXPECT_EQ(launched.report->ownPath, world / "real/tool$EXE");
}

}  // namespace slipway::test
