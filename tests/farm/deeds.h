// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A plugin `more` with files, commands, companions, and a launch with them that is frozen.

#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/farm/farm_world.h"
#include "tests/support/script.h"

namespace slipway::test {

class FrozenDeeds : public ::testing::Test {
  protected:
    FrozenDeeds() {
        world.makeFolder("run");
        std::filesystem::permissions(world / "run", std::filesystem::perms::owner_all);
        world.makeFolder("worker");
    }

    // An integration `more`, with its command bin/do.
    void plugin(std::string_view below, const Script& script = {}) const {
        world.plugin("studio/more-1.0",
                     "slipway = 1\n[[integration]]\nname = \"more\"\n" + std::string(below));
        writeScript(world, "studio/more-1.0/bin/do", script);
    }
    Command command(const std::vector<std::string>& options = {}) const {
        Command command = world.farmExec(options);
        command.environment.push_back("XDG_RUNTIME_DIR=" + (world / "run").string());
        return command;
    }
    Launch execute() const { return test::launch(command()); }
    void expectRefused(int code, const std::string& reason) const {
        const Ended ended = run(command());
        EXPECT_EQ(ended.code, code) << ended;
        EXPECT_THAT(ended.errors, ::testing::StartsWith("slipway: ticket '"));
        EXPECT_THAT(ended.errors, ::testing::HasSubstr(reason));
        EXPECT_EQ(std::ranges::count(ended.errors, '\n'), 1) << ended;
        EXPECT_EQ(ended.output, "");
    }

    static constexpr std::string_view kAtFreezing =
        "[[integration.before]]\ncommand = [\"bin/do\"]\noutput = \"json\"\n";
    static constexpr std::string_view kOnWorker =
        "[[integration.before]]\ncommand = [\"bin/do\", \"{home}\"]\noutput = \"json\"\n"
        "where = \"worker\"\n";

    FarmWorld world;
};

// What other processes do is waited for; a limit is there only so that a failure ends.
template <class Condition>
bool comes(Condition condition) {
    for (int i = 0; i < 2000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

}  // namespace slipway::test
