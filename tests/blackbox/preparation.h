// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world in which an integration asks for something ahead of the launch.

#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/script.h"

namespace slipway::test {

// What other processes do is waited for; a limit is there only so that a failure ends.
template <class Condition>
bool comes(Condition condition) {
    for (int i = 0; i < 2000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

class Preparation : public ::testing::Test {
  protected:
    Preparation() {
        world.set("XDG_RUNTIME_DIR", "$SANDBOX/run");
        world.makeFolder("run");
        std::filesystem::permissions(world / "run", std::filesystem::perms::owner_all);
    }

    void script(const std::filesystem::path& path, std::string_view text) const {
        makeExecutable(world.write(path, "#!/bin/sh\n" + std::string(text)));
    }
    // An integration `tools`, with whatever stands below it, and its command bin/prepare.
    void plugin(std::string_view below, std::string_view prepare = "") const {
        world.plugin("studio/tools-1.0",
                     "slipway = 1\n[[integration]]\nname = \"tools\"\n" + std::string(below));
        script("studio/tools-1.0/bin/prepare", prepare);
    }
    // With a command that prints JSON, and some key more.
    void printing(std::string_view prepare, std::string_view more = "") const {
        plugin(
            "env = { A.set = \"a\" }\n[[integration.before]]\ncommand = "
            "[\"{plugin.dir}/bin/prepare\"]\noutput = \"json\"\n" +
                std::string(more) + "\n",
            prepare);
    }
    // The command bin/prepare, and that it runs ahead of a launch; with some key more.
    std::string prepare() const {
        return std::string(world / "studio/tools-1.0") + "/bin/prepare" +
               std::string(kScriptEnding);
    }
    void command(const Script& script, const std::string& more = "") const {
        world.plugin("studio/tools-1.0",
                     "slipway = 1\n[[integration]]\nname = 'tools'\nenv = { A.set = 'a' }\n"
                     "[[integration.before]]\ncommand = ['{plugin.dir}/bin/prepare" +
                         std::string(kScriptEnding) + "']\n" + more + "\n");
        writeScript(world, "studio/tools-1.0/bin/prepare", script);
    }
    nlohmann::json explained(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"explain", "maya", "--json"});
        return nlohmann::json::parse(world.slipway(more).output);
    }

    MayaSandbox world;
};

}  // namespace slipway::test
