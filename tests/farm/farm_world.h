// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A studio with a place, and a worker that is somebody else's computer.

#pragma once

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/sandbox.h"

namespace slipway::test {

// What the farm's account has on a worker, its home $SANDBOX/worker: twins.
std::vector<std::string> workersOwn(const Sandbox& world);

// Where the studio is on computers of another platform.
inline std::string studioElsewhere() {
    return kHost.elsewhere == "windows" ? "S:\\studio" : "/net/studio";
}

class FarmWorld : public Sandbox {
  public:
    FarmWorld() {
        application("maya", {"2023", "2024"});
        write("config.toml", "[paths.studio]\n$PLATFORM = '$SANDBOX/studio'\n$ELSEWHERE = '" +
                                 studioElsewhere() +
                                 "'\n[paths.work]\n$PLATFORM = '$SANDBOX/work'\n");
        makeFolder("work");
        set("SLIPWAY_CONFIG", "$SANDBOX/config.toml");
        integration("studio/tools-1.0",
                    "STUDIO.set = \"{plugin.dir}/data\"\n"
                    "TOOL_PATH.prepend = [\"{plugin.dir}/a\", \"{plugin.dir}/b\"]\n"
                    "WHO.set = \"{user}@{env.SITE:-nowhere}\"\n");
    }

    // `slipway freeze maya@2024 -o shot.ticket OPTIONS -- ARGS`, which must succeed: the id.
    std::string freeze(const std::vector<std::string>& options = {},
                       const std::vector<std::string>& arguments = {}) {
        const Ended ended = tryFreeze(options, arguments);
        EXPECT_EQ(ended.code, 0) << ended;
        return ended.output.substr(0, ended.output.find('\n'));
    }
    Ended tryFreeze(const std::vector<std::string>& options,
                    const std::vector<std::string>& arguments) {
        std::vector<std::string> words{"freeze", "maya@2024", "-o", ticket().string()};
        words.insert(words.end(), options.begin(), options.end());
        words.push_back("--");
        words.insert(words.end(), arguments.begin(), arguments.end());
        Command command = this->command(slipwayExecutable(), words);
        command.workingDirectory = folder() / "work";
        return run(command);
    }

    // What stands in a ticket as `{paths.PLACE}/rest`, on a worker: behind the place's own path as
    // it was frozen.
    std::string thawed(const std::string& place, const std::string& rest) const {
        return std::string(*this / place) + "/" + rest;
    }

    std::filesystem::path ticket() const { return *this / "work/shot.ticket"; }
    nlohmann::json tree() const { return nlohmann::json::parse(readFile(ticket())); }

    // On a worker, which has an environment of its own and none of the submitter's.
    Command farmExec(const std::vector<std::string>& options = {}) const {
        std::vector<std::string> words{"farm-exec", ticket().string()};
        words.insert(words.end(), options.begin(), options.end());
        Command command = this->command(slipwayExecutable(), words);
        command.environment = workersOwn(*this);
        command.environment.insert(command.environment.end(),
                                   {"SITE=lon", "TOOL_PATH=/worker/tools"});
        return command;
    }
    Launch execute(const std::vector<std::string>& options = {}) const {
        return test::launch(farmExec(options));
    }
};

}  // namespace slipway::test
