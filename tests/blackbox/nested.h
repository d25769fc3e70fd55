// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Launches within launches. The applications are copies of env(1), which becomes the command that
// its arguments name and changes nothing: `maya maya probe` is a probe in a maya in a maya.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

using Arguments = std::vector<std::string>;

inline constexpr std::string_view kMaya = R"(slipway = 1
[[application]]
name = "maya"
[application.commands]
mayapy = {}
[application.find]
$PLATFORM = ['$SANDBOX/opt/maya{version}/bin/maya$EXE']
[[integration]]
name = "for-maya"
when = "application.name = maya"
[integration.env]
PATH.prepend = "/plugins/maya/bin"
PYTHONPATH.prepend = ["/plugins/maya/python", "/plugins/maya/vendor"]
PYTHONPATH.append = "/plugins/maya/last"
XBMLANGPATH = "/plugins/maya/icons"
LISTED.pop = "/old*"
PYTHONHOME.unset = true
MAYA_ONLY.set = "1"
LC_NUMERIC.set = "C"
EMPTY.set = ""
)";

inline constexpr std::string_view kBlender = R"(slipway = 1
[[application]]
name = "blender"
[application.find]
$PLATFORM = ['$SANDBOX/opt/blender{version}/bin/blender$EXE']
[[integration]]
name = "for-blender"
when = "application.name = blender"
[integration.env]
PYTHONPATH.append = "/plugins/blender"
LC_NUMERIC.set = "POSIX"
LISTED.pop = "/kept"
)";

class Nested : public ::testing::Test {
  protected:
    Nested() {
        world.plugin("studio/for-maya", kMaya);
        world.plugin("studio/for-blender", kBlender);
        installEnv("maya", "2024");
        installEnv("mayapy", "2024", "maya");
        installEnv("blender", "4.2");
        world.install({"maya", "blender"});
        if (!std::filesystem::exists(world.shim("mayapy"))) world.install({"mayapy"});
        world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
        world.set("PYTHONPATH", list("/user/a:/user/b"));
        world.set("LISTED", list("/old1:/kept:/old2"));
        world.set("PYTHONHOME", "/usr");
        world.set("LC_NUMERIC", "de_DE");
        world.environment().push_back("LAST=\xff");
    }

    void installEnv(const std::string& command, const std::string& version,
                    const std::string& application = {}) {
        const std::string& name = application.empty() ? command : application;
        world.makeFolder("opt/" + name + version + "/bin");
        std::filesystem::copy_file(envProgram(),
                                   world / ("opt/" + name + version + "/bin/" + command + "$EXE"));
    }

    // What a probe finds at the end of the chain of commands.
    Launch through(Arguments chain) {
        chain.push_back(probeExecutable());
        const std::string first = chain.front();
        chain.erase(chain.begin());
        return launch(world.command(std::filesystem::path(first).is_absolute()
                                        ? std::filesystem::path(first)
                                        : world.shim(first),
                                    chain));
    }

    // Its environment, less what every launch has of its own.
    static Arguments environmentOf(const Launch& launched) {
        EXPECT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched.said(), "");
        if (!launched.report) return {};
        Arguments environment = launched.report->environment;
        std::erase_if(environment, [](const std::string& entry) {
            return entry.starts_with("SLIPWAY_SESSION=") || entry.starts_with("SLIPWAY_LAUNCH_ID=");
        });
        return environment;
    }

    // In no order: a variable that was unset in between stands at the end.
    static Arguments variablesOf(const Launch& launched) {
        Arguments environment = environmentOf(launched);
        std::ranges::sort(environment);
        return environment;
    }

    Sandbox world;
};

}  // namespace slipway::test
