// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Worlds in which it matters which executable a launch is of.

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/script.h"

namespace slipway::test {

class Installations : public ::testing::Test {
  protected:
    // The version that ran, by the probe's own path.
    static std::string version(const Launch& launched) {
        if (!launched.report) return "none: " + launched.said();
        const std::string folder = std::filesystem::path(launched.report->ownPath)
                                       .parent_path()
                                       .parent_path()
                                       .filename()
                                       .string();
        return folder.substr(std::string("maya").size());
    }
    std::string started() { return version(world.launch("maya")); }

    void installed(const std::vector<std::string>& versions) {
        world.application("maya", versions);
        world.install({"maya"});
    }

    Launch slipwayRun(const std::vector<std::string>& arguments) {
        std::vector<std::string> all = {"run"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return launch(world.command(slipwayExecutable(), all));
    }

    Sandbox world;
};

// A command that no manifest makes known.
class UnknownCommand : public Installations {
  protected:
    UnknownCommand() {
        world.makeFolder("tools");
        std::filesystem::copy_file(probeExecutable(), world / "tools/easel$EXE");
        world.makeFolder("shims");
        world.set("PATH", "$SANDBOX/shims:$SANDBOX/tools:/usr/bin:/bin");
        world.plugin("studio/one-1.0",
                     "slipway = 1\n[[integration]]\nwhen = 'application.name = easel'\n"
                     "env.SEEN.set = '{command} {application.version:-unknown}'\n");
    }
    void linkShim() { world.putShim(world.shim("easel"), ShimKind::kSymbolicLink); }
};

// SLIPWAY_BYPASS (2.5).
class Bypass : public UnknownCommand {};

}  // namespace slipway::test
