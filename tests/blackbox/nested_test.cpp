// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.4: launches within launches.

#include "tests/blackbox/nested.h"

#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Nested, AnyDepthOfOneApplicationIsDepthOne) {
    const Launch once = through({"maya"});
    EXPECT_EQ(once["PYTHONPATH"],
              list("/plugins/maya/python:/plugins/maya/vendor:/user/a:/user/b:/plugins/maya/last"));
    EXPECT_EQ(once["LISTED"], "/kept");
    EXPECT_EQ(once["PYTHONHOME"], std::nullopt);
    for (const std::size_t depth : {2, 3, 7}) {
        EXPECT_EQ(environmentOf(through(Arguments(depth, "maya"))), environmentOf(once)) << depth;
    }
}

TEST_F(Nested, EachLaunchHasAnIdOfItsOwn) {
    EXPECT_NE(through({"maya", "maya"})["SLIPWAY_LAUNCH_ID"],
              through({"maya"})["SLIPWAY_LAUNCH_ID"]);
}

TEST_F(Nested, AnInnerApplicationGetsNothingOfTheOuterOnes) {
    const Arguments alone = variablesOf(through({"blender"}));
    EXPECT_EQ(variablesOf(through({"maya", "blender"})), alone);
    EXPECT_EQ(variablesOf(through({"maya", "mayapy", "maya", "blender"})), alone);
    EXPECT_EQ(variablesOf(through({"blender", "maya", "blender"})), alone);
    EXPECT_EQ(variablesOf(through({"blender", "maya"})), variablesOf(through({"maya"})));
    EXPECT_EQ(variablesOf(through({"maya", "mayapy"})), variablesOf(through({"mayapy"})));
}

// What is done between the levels comes out as if it had been done without Slipway.
TEST_F(Nested, WhatIsSetOrUnsetBetweenTheLevelsStands) {
    for (const Arguments& edit : {Arguments{"PYTHONPATH=/w", "MAYA_ONLY=2"},
                                  Arguments{"-u", "MAYA_ONLY", "-u", "PYTHONPATH"},
                                  Arguments{"-u", "LC_NUMERIC", "NEW=1"}}) {
        Arguments alone = {envProgram().string()};
        alone.insert(alone.end(), edit.begin(), edit.end());
        alone.push_back(world.shim("blender"));
        Arguments nested = alone;
        nested.insert(nested.begin(), "maya");
        EXPECT_EQ(variablesOf(through(nested)), variablesOf(through(alone))) << edit.front();
    }
}

TEST_F(Nested, ASessionThatIsDamagedOrForeignIsIgnoredWithoutAWord) {
    for (const std::string& text : {std::string(), std::string("/run/user/1000"), std::string("1"),
                                    std::string(30'000, '1'), std::string("1\xff\n%%%,,,,")}) {
        world.set("SLIPWAY_SESSION", text);
        EXPECT_EQ(through({"maya"})["MAYA_ONLY"], "1");
        EXPECT_EQ(through({"maya"}).said(), "");
    }
}

TEST_F(Nested, AnApplicationMaySayThatItInherits) {
    std::string definition(kBlender);
    definition.replace(definition.find("[application.find]"), 0, "nested = \"inherit\"\n");
    world.plugin("studio/for-blender", definition);
    const Launch inner = through({"maya", "blender"});
    EXPECT_EQ(inner["MAYA_ONLY"], "1");
    EXPECT_EQ(inner["PYTHONPATH"],
              *through({"maya"})["PYTHONPATH"] + list(":") + "/plugins/blender");
    EXPECT_EQ(inner["SLIPWAY_APPLICATION"], "blender_4.2");
    EXPECT_EQ(variablesOf(through({"maya", "blender", "maya"})), variablesOf(through({"maya"})))
        << "who does not inherit gets rid of both";
}

TEST_F(Nested, TheInnerLaunchIsOfTheVersionThatRuns) {
    installEnv("maya", "2023");
    installEnv("mayapy", "2023", "maya");
    installEnv("maya", "2023.1");
    const std::string slipway = slipwayExecutable();
    const auto version = [](const Launch& launched) { return launched["SLIPWAY_APPLICATION"]; };
    EXPECT_EQ(version(through({"mayapy"})), "maya_2024");
    EXPECT_EQ(version(through({slipway, "run", "maya@2024", "mayapy"})), "maya_2024");
    world.set("SLIPWAY_USE", "maya=2023.1");
    EXPECT_EQ(version(through({"maya", envProgram().string(), "-u", "SLIPWAY_USE", "maya"})),
              "maya_2023.1");
    world.set("SLIPWAY_USE", "maya=2023");
    fs::remove_all(world / "opt/maya2023.1");
    const Arguments without = {"maya", envProgram().string(), "-u", "SLIPWAY_USE"};
    for (const Arguments& rest : {Arguments{"mayapy"}, Arguments{"blender", "mayapy"}}) {
        Arguments chain = without;
        chain.insert(chain.end(), rest.begin(), rest.end());
        EXPECT_EQ(version(through(chain)), "maya_2023");
    }
    installEnv("maya", "2023.2");
    EXPECT_EQ(version(through({"maya"})), "maya_2023.2") << "2023 asks for the newest 2023.x";
}

TEST_F(Nested, BypassTouchesNothing) {
    const Launch inner = through({"maya", envProgram().string(), "SLIPWAY_BYPASS=1", "maya"});
    EXPECT_EQ(inner["PYTHONPATH"], through({"maya"})["PYTHONPATH"]);
    EXPECT_TRUE(inner["SLIPWAY_SESSION"]);
}

TEST_F(Nested, ThroughAClearedEnvironmentItIsAFirstLaunch) {
    const bool isWindows = kHost.name == "windows";
    const Arguments cleared = {
        envProgram(),
        "-i",
        isWindows ? "PATH=C:\\windows" : "PATH=/usr/bin:/bin",
        world.expand("SLIPWAY_PLUGIN_PATH=$SANDBOX/studio"),
        world.expand(isWindows ? "LOCALAPPDATA=$SANDBOX/home/.local/share" : "HOME=$SANDBOX/home"),
        world.shim("blender")};
    Arguments nested = {"maya"};
    nested.insert(nested.end(), cleared.begin(), cleared.end());
    EXPECT_EQ(variablesOf(through(nested)), variablesOf(through(cleared)));
}

std::string masked(const std::string& text) {
    const std::string noIds =
        std::regex_replace(text, std::regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "ID");
    return std::regex_replace(noIds, std::regex("(\"SLIPWAY_SESSION\",\\s*\"value\": )\"[^\"]*\""),
                              "$1");
}

TEST_F(Nested, ExplainSaysTheSameWithinALaunch) {
    const std::string slipway = slipwayExecutable();
    const Ended outside = world.slipway({"explain", "blender"});
    const Ended inside = run(world.command(world.shim("maya"), {slipway, "explain", "blender"}));
    EXPECT_EQ(masked(inside.output), masked(outside.output));
    EXPECT_THAT(inside.output, Not(HasSubstr("/plugins/maya")));
}

TEST_F(Nested, RunDoesTheSameWithinALaunch) {
    const std::string slipway = slipwayExecutable();
    EXPECT_EQ(variablesOf(through({"maya", slipway, "run", "blender"})),
              variablesOf(through({"blender"})));
    EXPECT_EQ(variablesOf(through({slipway, "run", "maya", slipway, "run", "maya"})),
              variablesOf(through({"maya"})));
}

// Whoever evaluates it has the outer launch's environment, and must not keep it.
TEST_F(Nested, EnvWithinALaunchTakesTheOuterOneBack) {
    const auto told = nlohmann::json::parse(
        run(world.command(world.shim("maya"),
                          {slipwayExecutable(), "env", "blender", "--format", "json"}))
            .output);
    std::map<std::string, std::string> evaluated;
    for (const std::string& entry : environmentOf(through({"maya"}))) {
        const std::size_t equal = entry.find('=');
        evaluated[entry.substr(0, equal)] = entry.substr(equal + 1);
    }
    for (const auto& [name, value] : told["set"].items()) evaluated[name] = value;
    for (const auto& name : told["unset"]) evaluated.erase(name.get<std::string>());
    for (const char* own : {"SLIPWAY_SESSION", "SLIPWAY_LAUNCH_ID"}) evaluated.erase(own);
    Arguments found;
    for (const auto& [name, value] : evaluated) found.push_back(name + "=" + value);
    std::ranges::sort(found);
    EXPECT_EQ(found, variablesOf(through({"blender"})));
}

TEST_F(Nested, SecretsStandNotInTheSession) {
    world.set("STUDIO_TOKEN", "hunter2hunter2");
    world.integration("studio/secret-1.0", "STUDIO_TOKEN.set = 'another-secret'");
    const Launch launched = through({"maya"});
    ASSERT_TRUE(launched["SLIPWAY_SESSION"]);
    EXPECT_THAT(*launched["SLIPWAY_SESSION"], Not(HasSubstr("hunter2")));
    EXPECT_THAT(*launched["SLIPWAY_SESSION"], Not(HasSubstr("another-secret")));
}

TEST_F(Nested, TheSessionIsSmallHoweverLargeTheEnvironment) {
    std::string path = world.expand("$SANDBOX/shims");
    for (int i = 0; i < 1000; ++i) path += list(":") + "/a/folder/of/many/" + std::to_string(i);
    world.set("PATH", path);
    std::string env;
    for (int i = 0; i < 300; ++i) {
        const std::string name = "VARIABLE_" + std::to_string(i);
        world.set(name, std::string(100, 'x'));
        env += name + ".set = 'y'\n";
    }
    world.integration("studio/many-1.0", env);
    const Launch launched = through({"maya"});
    ASSERT_TRUE(launched["SLIPWAY_SESSION"]) << launched;
    EXPECT_LE(launched["SLIPWAY_SESSION"]->size(), 8192);
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(variablesOf(through({"maya", world.shim("maya")})), variablesOf(launched));
}

}  // namespace
}  // namespace slipway::test
