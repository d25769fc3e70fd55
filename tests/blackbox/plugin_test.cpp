// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway plugin`: spec 3.2.

#include "tests/blackbox/plugin.h"

#include <gmock/gmock.h>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(PluginVerb, AddsAFolderAndLeavesItAsItIs) {
    world.write("build/tool-1.0/slipway.toml", kManifest);
    world.write("build/tool-1.0/deep/er/x", "x");
    const Ended ended = add((world / "build/tool-1.0").string() + "/");
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(readFile(world / "studio/tool-1.0/deep/er/x"), "x");
    EXPECT_TRUE(fs::exists(world / "build/tool-1.0/deep/er/x"));
}

TEST_F(PluginVerb, ReplacesOneOfTheSameNameAndKeepsOtherVersions) {
    world.application("maya", {"2024"});
    world.write("build/tool-1.0/slipway.toml", kManifest);
    world.write("build/tool-1.0/old", "");
    ASSERT_EQ(add((world / "build/tool-1.0").string()).code, 0);
    fs::remove(world / "build/tool-1.0/old");
    const Ended replaced = add((world / "build/tool-1.0").string());
    EXPECT_THAT(replaced.output, HasSubstr("replaced "));
    EXPECT_FALSE(fs::exists(world / "studio/tool-1.0/old"));
    fs::rename(world / "build/tool-1.0", world / "build/tool-1.1");
    const Ended other = add((world / "build/tool-1.1").string());
    EXPECT_THAT(other.output, HasSubstr("also there: 'tool-1.0'"));
    EXPECT_EQ(tool(), world / "studio/tool-1.1");
    EXPECT_THAT(inRoot(), ElementsAre("definitions-maya", "tool-1.0", "tool-1.1"));
}

TEST_F(PluginVerb, RemovesOneVersion) {
    world.plugin("studio/tool-1.0", kManifest);
    world.plugin("studio/tool-1.1", kManifest);
    const Ended which = world.slipway({"plugin", "remove", "tool"});
    EXPECT_EQ(which.code, 2) << which;
    EXPECT_THAT(which.errors, HasSubstr("say which"));
    EXPECT_EQ(world.slipway({"plugin", "remove", "tool-1.1"}).code, 0);
    EXPECT_THAT(inRoot(), ElementsAre("tool-1.0"));
    EXPECT_EQ(world.slipway({"plugin", "remove", "tool"}).code, 0);
    EXPECT_EQ(world.slipway({"plugin", "remove", "tool"}).code, 1);
    EXPECT_EQ(world.slipway({"plugin", "remove", ".."}).code, 1);
    EXPECT_THAT(inRoot(), IsEmpty());
}

TEST_F(PluginVerb, RemovesTheFolderOfExactlyTheName) {
    world.plugin("studio/tool-1.0", kManifest);
    world.plugin("studio/tool-1.0-linux", kManifest);
    EXPECT_EQ(world.slipway({"plugin", "remove", "tool-1.0"}).code, 0);
    EXPECT_THAT(inRoot(), ElementsAre("tool-1.0-linux"));
}

TEST_F(PluginVerb, RenewsAPublishedIndex) {
    world.application("maya", {"2024"});
    world.slipway({"index", (world / "studio").string()});
    world.write("build/tool-1.0/slipway.toml", kManifest);
    EXPECT_THAT(add((world / "build/tool-1.0").string()).output, HasSubstr("index renewed"));
    EXPECT_EQ(tool(), world / "studio/tool-1.0");
    world.slipway({"plugin", "remove", "tool"});
    EXPECT_EQ(tool(), "");
}

TEST_F(PluginVerb, ListsWhatIsFoundAndWhatDoesNotCount) {
    world.plugin("studio/tool-1.0", kManifest);
    world.plugin("studio/tool-1.1", kManifest);
    world.plugin("studio/broken-1.0", "slipway = ");
    const Json plugins = Json::parse(world.slipway({"plugin", "list", "--json"}).output)["plugins"];
    std::vector<std::string> states;
    for (const Json& plugin : plugins) {
        states.push_back(plugin["name"].get<std::string>() + " " +
                         plugin["version"].get<std::string>() + " " +
                         plugin["state"].get<std::string>());
    }
    EXPECT_THAT(states, ElementsAre("broken 1.0 broken", "tool 1.1 counts", "tool 1.0 shadowed"));
    EXPECT_THAT(world.slipway({"plugin", "list"}).output, HasSubstr("(shadowed)"));
}

TEST_F(PluginVerb, TakesTheRootThatIsNamed) {
    world.makeFolder("other");
    world.write("build/tool-1.0/slipway.toml", kManifest);
    const std::string root = (world / "other").string();
    EXPECT_EQ(
        world.slipway({"plugin", "add", (world / "build/tool-1.0").string(), "--root", root}).code,
        0);
    EXPECT_TRUE(fs::exists(world / "other/tool-1.0/slipway.toml"));
    EXPECT_THAT(world.slipway({"plugin", "list", "--root", root}).output, HasSubstr("tool 1.0"));
    EXPECT_EQ(world.slipway({"plugin", "remove", "tool", "--root", root}).code, 0);
    EXPECT_EQ(world.slipway({"plugin", "list", "--root", (world / "nowhere").string()}).code, 2);
}

}  // namespace
}  // namespace slipway::test
