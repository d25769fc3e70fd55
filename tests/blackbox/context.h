// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A world whose maya finds its context in its variables.

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/sandbox.h"

namespace slipway::test {

class Contexts : public ::testing::Test {
  protected:
    Contexts() {
        world.integration("studio/shown",
                          "ID.set = '{context.id}'\nTYPE.set = '{context.type}'\n"
                          "PROJECT.set = '{context.project}'\nSEQUENCE.set = "
                          "'{context.sequence}'\nSHOT.set = '{context.shot}'\n"
                          "SITE.set = '{context.site}'\nASSET.set = '{context.asset}'");
    }

    void user(const std::string& text) { world.write("home/.config/slipway/config.toml", text); }
    void pathRule() {
        user("[paths]\nprojects = ['$SANDBOX/projects', '" + net +
             "']\n"
             "[[context]]\npath = '{paths.projects}/{project}/shots/{sequence}/{shot}'\n"
             "[[context]]\npath = '{paths.projects}/{project}/assets/{type}_{asset}'\n");
    }
    Launch in(const std::string& folder, const std::vector<std::string>& arguments = {}) {
        Command command = world.mayaCommand(arguments);
        command.workingDirectory = world.makeFolder(folder);
        return launch(command);
    }

    MayaSandbox world;
    // What need not be there.
    const std::string net = kHost.name == "windows" ? "//net/projects" : "/net/projects";
};

}  // namespace slipway::test
