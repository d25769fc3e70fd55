// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What people read, to the letter (tests/support/golden.h).

#include "tests/blackbox/golden_studio.h"

namespace slipway::test {
namespace {

TEST_F(Golden, Explain) {
    expect("explain.txt", {"explain", "maya", "--", "scene.ma"});
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
    expect("env.sh", {"env", "maya", "--format", "sh"});
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
