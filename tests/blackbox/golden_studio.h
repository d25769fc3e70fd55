// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A studio with a central and a local root, JSON and TOML, priorities that matter, a shadowed
// leftover, one plugin that is broken.

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/golden.h"

namespace slipway::test {

class Golden : public ::testing::Test {
  protected:
    Golden() {
        world.installation("maya", "2022.3");
        world.makeFolder("local");
        world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/local:$SANDBOX/studio");
        world.set("PYTHONPATH", "/usr/share/pipeline");
        world.set("VIRTUAL_ENV", "/opt/venv");
        world.set("SLIPWAY_CONTEXT", R"({"id": "9f2c", "project": "bunny"})");
        world.plugin("studio/framework-maya-24.11.0", R"(slipway = 1

[plugin]
description = "ftrack Framework for Maya"

[[integration]]
priority = 40
when = "application.identifier = maya* and application.version >= 2021"
arguments = ["-noAutoloadPlugins"]

[integration.env]
PYTHONPATH.prepend = ["{plugin.dir}/dependencies", "{plugin.dir}/resource/bootstrap"]
MAYA_SCRIPT_PATH = "{plugin.dir}/resource/bootstrap"
FTRACK_MAYA_VERSION.set = "{application.version.major}"
FTRACK_CONTEXTID.set = "{context.id}"
FTRACK_SHOT.set = "{context.shot}"
FTRACK_API_KEY.set = "do not show"
VIRTUAL_ENV.unset = true
)");
        world.plugin("studio/framework-maya-24.2.0", "slipway = 1\n");
        world.jsonPlugin("local/artist-tools-1.0.0", R"({"slipway": 1,
 "integration": {"name": "artist-tools", "env": {
   "PYTHONPATH.append": "{plugin.dir}/python",
   "MAYA_SCRIPT_PATH.prepend": "{plugin.dir}/mel"}}})");
        world.plugin("studio/nuke-tools-2.1",
                     "slipway = 1\n[[integration]]\nwhen = \"application.name = nuke*\"\n"
                     "env.NUKE_PATH = \"{plugin.dir}\"\n");
    }

    void breakAPlugin() {
        world.plugin("studio/colour-0.9",
                     "slipway = 1\n\n[[integration]]\n[integration.env]\n"
                     "OCIO.prepnd = \"{plugin.dir}/config.ocio\"\n");
    }

    void expect(const std::string& name, const std::vector<std::string>& arguments) {
        const Ended ended = world.slipway(arguments);
        expectGolden(world, name, ended.output + ended.errors);
    }

    MayaSandbox world;
};

}  // namespace slipway::test
