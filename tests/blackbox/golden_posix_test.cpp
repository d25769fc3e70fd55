// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What people read, to the letter (tests/support/golden.h): a studio with a central and a local
// root, JSON and TOML, priorities that matter, a shadowed leftover, one plugin that is broken.

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace slipway::test {
namespace {

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

TEST_F(Golden, Explain) {
    expect("explain.txt", {"explain", "maya", "--", "scene.ma"});
}

TEST_F(Golden, ExplainOnATerminal) {
    world.set("TERM", "xterm-256color");
    Command command = world.command(slipwayExecutable(), {"explain", "maya"});
    command.terminal = true;
    expectGolden(world, "explain-terminal.txt", run(command).output);
}

TEST_F(Golden, ExplainAsJson) {
    expect("explain.json", {"explain", "maya", "--json"});
}

TEST_F(Golden, ExplainWithABrokenPlugin) {
    breakAPlugin();
    expect("explain-broken.txt", {"explain", "maya@2022"});
}

TEST_F(Golden, ExplainOfAVersionThatIsNotThere) {
    expect("explain-missing.txt", {"explain", "maya@2021"});
}

TEST_F(Golden, EnvForSh) {
    expect("env.sh", {"env", "maya"});
}

// What a launch says, one line each.
TEST_F(Golden, LaunchesThatHaveSomethingToSay) {
    std::string said;
    const auto launchAndNote = [&](const std::string& what) {
        said += "# " + what + "\n" + world.maya().said();
    };
    launchAndNote("nothing to say");
    breakAPlugin();
    launchAndNote("a broken plugin");
    world.set("SLIPWAY_STRICT", "1");
    launchAndNote("a broken plugin, strict");
    world.unset("SLIPWAY_STRICT");
    std::filesystem::remove_all(world / "studio/colour-0.9");
    world.set("SLIPWAY_PLUGIN_PATH", "plugins:$SANDBOX/missing:$SANDBOX/local:$SANDBOX/studio");
    launchAndNote("a relative and a missing root");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/local:$SANDBOX/studio");
    world.set("SLIPWAY_CONTEXT", "{\"id\": ");
    launchAndNote("a context that is no JSON");
    world.unset("SLIPWAY_CONTEXT");
    world.set("SLIPWAY_USE", "maya=2021");
    launchAndNote("a version that is not there");
    expectGolden(world, "launches.txt", said);
}

TEST_F(Golden, WrongUsage) {
    std::string said;
    const std::vector<std::vector<std::string>> commands = {
        {"explane", "maya"},     {"list", "--jsno"},  {"run", "myaa"},
        {"run", "maya@2021"},    {"explain"},         {"env", "maya", "--format", "bash"},
        {"env", "maya", "nuke"}, {"freeze", "maya"},  {"run", "maya@"},
        {"install", "myaa"},     {"uninstall", "x y"}};
    for (const std::vector<std::string>& arguments : commands) {
        said += "$ slipway";
        for (const std::string& argument : arguments) said += " " + argument;
        const Ended ended = world.slipway(arguments);
        said +=
            "\n" + ended.output + ended.errors + "→ " + std::to_string(ended.code.value()) + "\n";
    }
    expectGolden(world, "usage.txt", said);
}

// One manifest for each way of being wrong; the explanation with its line and caret.
TEST_F(Golden, Check) {
    const std::string head = "slipway = 1\n[[integration]]\n[integration.env]\n";
    const std::vector<std::pair<std::string, std::string>> manifests = {
        {"a-syntax", "slipway = 1\n[[integration\n"},
        {"b-aborting", "[!"},
        {"c-operation", head + "PATH.prepnd = \"x\"\n"},
        {"d-float", head + "SCALE.set = 1.5\n"},
        {"e-placeholder", head + "A.set = \"{aplication.name}\"\n"},
        {"f-condition", "slipway = 1\n[[integration]]\nwhen = \"aplication.name = maya\"\n"},
        {"g-key", "slipway = 1\n[[integration]]\npriorty = 40\n"},
        {"h-type", "slipway = 1\n[[integration]]\npriority = \"high\"\n"},
        {"i-version", "slipway = 2\n"},
        {"j-nothing", ""},
        {"k-list", head + "OCIO = \"/mnt/config.ocio\"\n"},
        {"l-command", "slipway = 1\n[[integration]]\n[[integration.before]]\ncommand = []\n"},
    };
    for (const auto& [name, text] : manifests) world.plugin("wrong/" + name + "-1.0", text);
    world.jsonPlugin("wrong/m-json-1.0", "{\"slipway\": 1,\n \"integration\": {\"env\": {},}}\n");
    world.jsonPlugin("wrong/n-duplicate-1.0", "{\"slipway\": 1,\n \"slipway\": 1}\n");
    expect("check.txt", {"check", world / "wrong"});
}

}  // namespace
}  // namespace slipway::test
