// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What holds once must hold for a million bytes and a thousand launches.

#include <gmock/gmock.h>

#include <random>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

std::string randomText(std::mt19937& random, std::size_t most) {
    std::string text(random() % most, '\0');
    for (char& c : text) c = static_cast<char>(random() % 255 + 1);
    return text;
}

TEST(Stress, AMillionRandomBytesOfArgumentsAndEnvironmentPassUnchanged) {
    MayaSandbox world;
    warmCache(world);
    const std::vector<std::string> own = world.environment();
    std::mt19937 random(2026);
    for (std::size_t bytes = 0; bytes < 1'000'000;) {
        std::vector<std::string> arguments;
        world.environment() = own;
        for (int i = 0; i < 100; ++i) {
            arguments.push_back(randomText(random, 200));
            world.environment().push_back("X" + randomText(random, 200));
            bytes += arguments.back().size() + world.environment().back().size();
        }
        const Launch launched = world.maya(arguments);
        ASSERT_TRUE(launched.report) << launched.said();
        arguments.insert(arguments.begin(), world.executable());
        ASSERT_EQ(launched.report->arguments, arguments);
        std::vector<std::string> environment = launched.report->environment;
        ASSERT_GE(environment.size(), world.environment().size());
        environment.resize(world.environment().size());
        ASSERT_EQ(environment, world.environment());
    }
}

TEST(Stress, AThousandFirstLaunchesAtOnceAgreeAndLeaveOneCatalogue) {
    MayaSandbox world;
    world.integration("studio/one-1.0", "VALUE.set = 'first'");
    world.makeFolder("out");
    Command command = world.command(
        "/bin/sh", {"-c",
                    world.expand("i=0; while [ $i -lt 1000 ]; do PROBE_OUTPUT=$SANDBOX/out/$i "
                                 "\"$1\" & i=$((i+1)); done; wait"),
                    "sh", world.shim("maya")});
    command.timeLimit = std::chrono::seconds(110);
    const Ended ended = run(command);
    EXPECT_EQ(ended.errors, "");
    for (int i = 0; i < 1000; ++i) {
        const auto report = readReport(readFile(world / "out" / std::to_string(i)));
        ASSERT_TRUE(report) << i;
        EXPECT_EQ(report->variable("VALUE"), "first") << i;
    }
    warmCache(world);
    EXPECT_EQ(cacheFiles(world).size(), 1);
}

}  // namespace
}  // namespace slipway::test
