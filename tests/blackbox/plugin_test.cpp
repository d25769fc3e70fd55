// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway plugin`: spec 3.2.

#include "tests/blackbox/plugin.h"

#include <gmock/gmock.h>

#include "tests/support/archive.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
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

TEST_F(PluginVerb, RemovesAPluginByItsNameInAnyCase) {
    world.plugin("studio/tool-1.0", kManifest);
    EXPECT_EQ(world.slipway({"plugin", "remove", "TOOL-1.0"}).code, 0);
    EXPECT_THAT(inRoot(), IsEmpty());
}

TEST_F(PluginVerb, SaysWhatWasProbablyMeantToBeTheManifest) {
    world.write("build/tool-1.0/tool-1.0/deep/slipway.toml", kManifest);
    world.write("build/near-1.0/slipway.toml.txt", kManifest);
    EXPECT_THAT(add((world / "build/near-1.0").string()).errors,
                HasSubstr("it holds no slipway.toml and no slipway.json, but 'slipway.toml.txt'"));
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

// --- archives; what they may hold is tested in tests/cli/plugin_archive_test.cpp

class PluginArchive : public PluginVerb {
  protected:
    Ended addArchive(const std::string& name, const std::vector<ArchiveEntry>& entries) const {
        return add(world.write(name, archiveOf(entries)));
    }
};

TEST_F(PluginArchive, IsAddedWhetherOrNotItsContentIsInAFolderOfItsOwn) {
    world.application("maya", {"2024"});
    EXPECT_EQ(
        addArchive("my-plugin-1.2.0-$PLATFORM.zip",
                   {{.name = "slipway.toml", .bytes = kManifest}, {.name = "a/b", .bytes = "b"}})
            .code,
        0);
    EXPECT_EQ(tool(), world / "studio/my-plugin-1.2.0-$PLATFORM");
    EXPECT_EQ(addArchive("tool-1.0.zip", {{.name = "tool-1.0/slipway.toml", .bytes = kManifest},
                                          {.name = "tool-1.0/a/b", .bytes = "b"}})
                  .code,
              0);
    EXPECT_EQ(readFile(world / "studio/tool-1.0/a/b"), "b");
    EXPECT_TRUE(fs::exists(world / "studio/tool-1.0/slipway.toml"));
}

TEST_F(PluginArchive, PassesOverWhatMacsPutIntoTheirArchives) {
    EXPECT_EQ(addArchive("tool-1.0.zip", {{.name = "tool-1.0/slipway.toml", .bytes = kManifest},
                                          {.name = "tool-1.0/a/.DS_Store"},
                                          {.name = ".DS_Store"},
                                          {.name = "__MACOSX/tool-1.0/._slipway.toml"}})
                  .code,
              0);
    EXPECT_TRUE(fs::exists(world / "studio/tool-1.0/slipway.toml"));
    EXPECT_FALSE(fs::exists(world / "studio/tool-1.0/a/.DS_Store"));
    EXPECT_FALSE(fs::exists(world / "studio/tool-1.0/__MACOSX"));
}

// What is not whole does not take the place of what is.
TEST_F(PluginArchive, KeepsTheOldWhereTheNewIsDamaged) {
    std::vector<ArchiveEntry> entries{{.name = "slipway.toml", .bytes = kManifest},
                                      {.name = "data", .bytes = "whole"}};
    ASSERT_EQ(addArchive("tool-1.0.zip", entries).code, 0);
    entries[1].checksum = 1;
    const Ended ended = addArchive("tool-1.0.zip", entries);
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("'data': it is damaged"));
    EXPECT_EQ(readFile(world / "studio/tool-1.0/data"), "whole");
    EXPECT_THAT(inRoot(), ElementsAre("tool-1.0"));
}

TEST_F(PluginArchive, LeavesNothingBehindWhereItIsRefused) {
    const ArchiveEntry manifest{.name = "slipway.toml", .bytes = kManifest};
    const Ended out = addArchive("bad-1.0.zip", {manifest, {.name = "../../out"}});
    EXPECT_EQ(out.code, 1) << out;
    EXPECT_THAT(out.errors,
                AllOf(HasSubstr("slipway: not added: "), HasSubstr("leads out of the plugin")));
    EXPECT_FALSE(fs::exists(world / "out"));
    EXPECT_EQ(
        addArchive("bad-1.0.zip", {manifest, deflatedRun("a", 'x', 1'000'000), {.name = "NUL"}})
            .code,
        1);
    const Ended broken =
        addArchive("bad-1.0.zip", {{.name = "slipway.toml", .bytes = "slipway = "}});
    EXPECT_THAT(broken.errors, AllOf(HasSubstr("slipway.toml:1:"), HasSubstr("has errors")));
    EXPECT_THAT(addArchive("bad-1.0.zip", {{.name = "hook/x.py"}}).errors,
                HasSubstr("holds no slipway.toml"));
    EXPECT_THAT(inRoot(), IsEmpty());
}

TEST_F(PluginVerb, RefusesNamesThatSayNoVersionBeforeAnythingIsRead) {
    for (const char* name : {"tool.zip", "tool-one.zip", ".tool-1.0.zip", "con-1.0.zip."}) {
        world.write(name, "no archive");
        EXPECT_EQ(add((world / name).string()).code, 1) << name;
    }
    EXPECT_THAT(add((world / "tool.zip").string()).errors,
                HasSubstr("a plugin is called NAME-VERSION"));
    world.write("tool-1.0.zip", "no archive");
    EXPECT_THAT(add((world / "tool-1.0.zip").string()).errors, HasSubstr("it is no ZIP archive"));
    EXPECT_THAT(add((world / "nothing-1.0.zip").string()).errors, HasSubstr("is not there"));
    EXPECT_THAT(inRoot(), IsEmpty());
}

TEST_F(PluginVerb, RemovesWhatMayOnlyBeRead) {
    world.plugin("studio/tool-1.1", kManifest);
    fs::permissions(world.write("studio/tool-1.1/object", ""), fs::perms::owner_read);
    EXPECT_EQ(world.slipway({"plugin", "remove", "tool-1.1"}).code, 0);
    EXPECT_THAT(inRoot(), IsEmpty());
}

}  // namespace
}  // namespace slipway::test
