// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/shim_folder.h"

#include <gtest/gtest.h>

#include "tests/installer/shim_world.h"

namespace slipway {
namespace {

using test::ShimWorld;
using Kind = Place::Kind;

TEST(ShimFolder, KnowsItsShimsByTheFileThatTheyPointTo) {
    const ShimWorld world;
    world.makeFolder("bin");
    world.link(world.shimFile(), "bin/maya");
    const Place place = lookAt(world.path("bin"), "maya");
    EXPECT_EQ(place.kind, Kind::kShim);
    EXPECT_EQ(place.shimFile, world.shimFile());
    EXPECT_EQ(place.record, std::nullopt);
}

TEST(ShimFolder, HasNothingAtANameThatIsFree) {
    const ShimWorld world;
    EXPECT_EQ(lookAt(world.path("bin"), "maya").kind, Kind::kNothing);
    world.makeFolder("bin");
    EXPECT_EQ(lookAt(world.path("bin"), "maya").kind, Kind::kNothing);
}

TEST(ShimFolder, TellsWhatIsNotItsOwn) {
    const ShimWorld world;
    world.makeFolder("bin/folder");
    world.write("bin/script", "#!/bin/sh\n");
    world.link("/bin/sh", "bin/link");
    world.link("script", "bin/relative");
    world.link("nowhere", "bin/dangling");
    std::filesystem::copy_file(world.shimFile(), world.path("bin/copy"));
    const auto description = [&](const std::string& name) {
        const Place place = lookAt(world.path("bin"), name);
        return place.kind == Kind::kOther ? place.description : "Slipway's";
    };
    EXPECT_EQ(description("folder"), "a folder");
    EXPECT_EQ(description("script"), "a file");
    EXPECT_EQ(description("link"), "a link to '/bin/sh'");
    EXPECT_EQ(description("relative"), "a link to 'script'");
    EXPECT_EQ(description("dangling"), "a link to 'nowhere'");
    EXPECT_EQ(description("copy"), "a copy of slipway-shim");
}

// `m` -> `maya` -> the shim is the user's own (spec 2.3).
TEST(ShimFolder, LeavesAUsersLinkToAShimToTheUser) {
    const ShimWorld world;
    world.makeFolder("bin");
    world.link(world.shimFile(), "bin/maya");
    world.link("maya", "bin/m");
    world.link(world.path("bin/maya"), "bin/n");
    EXPECT_EQ(lookAt(world.path("bin"), "m").kind, Kind::kOther);
    EXPECT_EQ(lookAt(world.path("bin"), "n").kind, Kind::kOther);
}

TEST(ShimFolder, KnowsTheShimsOfADeployment) {
    const ShimWorld world;
    world.makeFolder("linux");
    world.makeFolder("versions/1/linux");
    world.link("versions/1", "current");
    world.link("../current/linux/slipway-shim", "linux/maya");
    EXPECT_EQ(lookAt(world.path("linux"), "maya").kind, Kind::kOther) << "nothing is deployed";
    std::filesystem::copy_file(world.shimFile(), world.path("versions/1/linux/slipway-shim"));
    const Place place = lookAt(world.path("linux"), "maya");
    EXPECT_EQ(place.kind, Kind::kShim);
    EXPECT_EQ(place.shimFile, world.path("linux/../current/linux/slipway-shim"));
}

TEST(ShimFolder, KnowsAShimWhoseFileIsGone) {
    const ShimWorld world;
    world.makeFolder("bin");
    world.link("/gone/slipway-shim", "bin/maya");
    world.link("/gone/other", "bin/other");
    const Place place = lookAt(world.path("bin"), "maya");
    EXPECT_EQ(place.kind, Kind::kOrphan);
    EXPECT_EQ(place.shimFile, "/gone/slipway-shim");
    EXPECT_EQ(lookAt(world.path("bin"), "other").kind, Kind::kOther);
}

TEST(ShimFolder, ListsShimsByNameWithTheirRecords) {
    const ShimWorld world;
    world.makeFolder("bin");
    world.link(world.shimFile(), "bin/nuke");
    world.link(world.shimFile(), "bin/maya2024");
    world.link("/gone/slipway-shim", "bin/blender");
    world.write("bin/.slipway/maya2024", recordBytes({.command = "maya", .version = "2024"}));
    world.write("bin/script", "#!/bin/sh\n");
    const auto shims = shimsIn(world.path("bin"));
    ASSERT_TRUE(shims);
    ASSERT_EQ(shims->size(), 3u);
    EXPECT_EQ((*shims)[0].name, "blender");
    EXPECT_EQ((*shims)[1].name, "maya2024");
    EXPECT_EQ((*shims)[1].record, recordBytes({.command = "maya", .version = "2024"}));
    EXPECT_EQ((*shims)[2].name, "nuke");
}

TEST(ShimFolder, ThatIsNotThereHasNoShims) {
    const ShimWorld world;
    const auto shims = shimsIn(world.path("missing"));
    ASSERT_TRUE(shims);
    EXPECT_TRUE(shims->empty());
}

TEST(ShimFolder, ThatCannotBeListedIsAProblem) {
    const ShimWorld world;
    world.write("file", "");
    const auto shims = shimsIn(world.path("file"));
    ASSERT_FALSE(shims);
    EXPECT_EQ(shims.error(), Problems{"cannot list '" + world.path("file") + "': not a directory"});
}

VariableOf variables(std::map<std::string, std::string, std::less<>> values) {
    return [values = std::move(values)](std::string_view name) -> std::optional<std::string> {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    };
}

TEST(DefaultShimFolder, IsInTheUsersDataFolder) {
    EXPECT_EQ(defaultShimFolder(kLinuxRules, variables({{"HOME", "/home/ann"}})),
              "/home/ann/.local/share/slipway/bin");
    EXPECT_EQ(
        defaultShimFolder(kLinuxRules, variables({{"HOME", "/home/ann"}, {"XDG_DATA_HOME", "/d"}})),
        "/d/slipway/bin");
    EXPECT_EQ(defaultShimFolder(kWindowsRules, variables({{"LOCALAPPDATA", "C:\\Users\\ann"}})),
              "C:\\Users\\ann\\slipway\\bin");
}

TEST(DefaultShimFolder, PassesOverWhatIsEmptyOrRelative) {
    EXPECT_EQ(
        defaultShimFolder(kLinuxRules, variables({{"HOME", "/home/ann"}, {"XDG_DATA_HOME", ""}})),
        "/home/ann/.local/share/slipway/bin");
    EXPECT_EQ(
        defaultShimFolder(kLinuxRules, variables({{"HOME", "/home/ann"}, {"XDG_DATA_HOME", "d"}})),
        "/home/ann/.local/share/slipway/bin");
    EXPECT_EQ(defaultShimFolder(kLinuxRules, variables({{"HOME", "here"}})), std::nullopt);
    EXPECT_EQ(defaultShimFolder(kLinuxRules, variables({})), std::nullopt);
    EXPECT_EQ(defaultShimFolder(kWindowsRules, variables({})), std::nullopt);
}

}  // namespace
}  // namespace slipway
