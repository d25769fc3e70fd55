// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/install.h"

#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "installer/shim_folder.h"
#include "installer/workplace.h"
#include "tests/installer/shim_world.h"

namespace slipway {
namespace {

using test::FailingFiles;
using test::ShimWorld;
using test::Tree;
using test::treeOf;
using testing::ElementsAre;

const std::string kMaya2024 = recordBytes({.command = "maya", .version = "2024"});

PlannedChanges install(
    const ShimWorld& world, const std::string& folder, const std::vector<WantedShim>& wanted,
    Files& files, const OnWait& onWait = [] {}) {
    const std::string path = world.path(folder);
    return carryOut(
        path, [&] { return planInstall(path, world.shimFile(), wanted); }, std::nullopt, files,
        onWait);
}

PlannedChanges uninstall(const ShimWorld& world, const std::string& folder,
                         const std::vector<std::string>& names, Files& files) {
    const std::string path = world.path(folder);
    return carryOut(
        path, [&] { return planUninstall(path, names); }, std::nullopt, files, [] {});
}

class Install : public testing::Test {
  protected:
    const ShimWorld world_;
    HostFiles files_;
};

TEST_F(Install, MakesTheFolderTheRecordsAndTheShims) {
    ASSERT_TRUE(install(world_, "a/b/bin", {{"maya", ""}, {"maya2024", kMaya2024}}, files_));
    const Tree tree = treeOf(world_ / "a/b/bin");
    EXPECT_EQ(tree.at("maya"), "-> " + world_.shimFile());
    EXPECT_EQ(tree.at("maya2024"), "-> " + world_.shimFile());
    EXPECT_EQ(tree.at(".slipway/maya2024"), kMaya2024);
    EXPECT_FALSE(tree.contains(".slipway/maya"));
}

TEST_F(Install, IsUndoneWithEveryFolderThatItMade) {
    const Tree before = treeOf(world_.folder());
    ASSERT_TRUE(install(world_, "a/b/bin", {{"maya", ""}, {"maya2024", kMaya2024}}, files_));
    ASSERT_TRUE(uninstall(world_, "a/b/bin", {"maya"}, files_));
    EXPECT_TRUE(treeOf(world_.folder()).contains("a/b/bin/maya2024"));
    ASSERT_TRUE(uninstall(world_, "a/b/bin", {"maya2024"}, files_));
    EXPECT_EQ(treeOf(world_.folder()), before);
}

TEST_F(Install, LeavesAFolderThatWasThereBefore) {
    world_.makeFolder("bin");
    ASSERT_TRUE(install(world_, "bin", {{"maya", ""}}, files_));
    ASSERT_TRUE(uninstall(world_, "bin", {"maya"}, files_));
    EXPECT_EQ(treeOf(world_ / "bin"), Tree{});
}

TEST_F(Install, LeavesAFolderThatHoldsSomethingElse) {
    ASSERT_TRUE(install(world_, "a/bin", {{"maya", ""}}, files_));
    world_.write("a/bin/mine", "mine");
    ASSERT_TRUE(uninstall(world_, "a/bin", {"maya"}, files_));
    EXPECT_EQ(treeOf(world_ / "a"), (Tree{{"bin", "folder"}, {"bin/mine", "mine"}}));
}

TEST_F(Install, WorksInAFolderThatIsALink) {
    world_.makeFolder("real");
    world_.link("real", "bin");
    ASSERT_TRUE(install(world_, "bin", {{"maya", ""}}, files_));
    EXPECT_TRUE(treeOf(world_ / "real").contains("maya"));
    ASSERT_TRUE(uninstall(world_, "bin", {"maya"}, files_));
    EXPECT_EQ(treeOf(world_ / "real"), Tree{});
    EXPECT_EQ(treeOf(world_.folder()).at("bin"), "-> real");
}

TEST_F(Install, RefusesAFileAndALinkToNothingForAFolder) {
    world_.write("file", "");
    world_.link("nowhere", "link");
    const auto inFile = install(world_, "file", {{"maya", ""}}, files_);
    ASSERT_FALSE(inFile);
    EXPECT_THAT(inFile.error(),
                ElementsAre("'" + world_.path("file") + "' is a file, not a folder"));
    const auto below = install(world_, "file/bin", {{"maya", ""}}, files_);
    ASSERT_FALSE(below);
    EXPECT_THAT(below.error(),
                ElementsAre("'" + world_.path("file") + "' is a file, not a folder"));
    const auto inLink = install(world_, "link", {{"maya", ""}}, files_);
    ASSERT_FALSE(inLink);
    EXPECT_THAT(inLink.error(),
                ElementsAre("'" + world_.path("link") + "' is a link to no folder"));
}

TEST_F(Install, ThatIsRefusedLeavesNoTrace) {
    const Tree before = treeOf(world_.folder());
    ASSERT_FALSE(install(world_, "a/bin", {{"maya", ""}, {"../x", ""}}, files_));
    EXPECT_EQ(treeOf(world_.folder()), before);
}

TEST_F(Install, ThatFailsAnywhereLeavesNoTrace) {
    world_.makeFolder("bin");
    world_.link("/gone/slipway-shim", "bin/nuke");
    for (const std::string folder : {"a/b/bin", "bin"}) {
        const Tree before = treeOf(world_.folder());
        for (int nth = 0;; ++nth) {
            SCOPED_TRACE(folder + " " + std::to_string(nth));
            ASSERT_LT(nth, 100);
            FailingFiles files(nth, false);
            const auto done = install(world_, folder,
                                      {{"maya", ""}, {"maya2024", kMaya2024}, {"nuke", ""}}, files);
            if (!files.hasFailed()) break;
            ASSERT_FALSE(done);
            Tree after = treeOf(world_.folder());
            // The shims of before keep the folder's `.slipway`.
            std::erase_if(after, [&](const auto& entry) {
                return folder == "bin" && entry.first.starts_with("bin/.slipway");
            });
            EXPECT_EQ(after, before);
        }
    }
}

TEST_F(Install, WaitsForAnotherAtWorkInTheFolder) {
    std::promise<void> firstIsAtWork, secondWaits;
    std::thread first([&] {
        ASSERT_TRUE(workIn(
            world_.path("bin"), files_, [] {},
            [&](const std::string&) {
                firstIsAtWork.set_value();
                secondWaits.get_future().wait();
                EXPECT_FALSE(treeOf(world_.folder()).contains("bin/maya"));
                return std::expected<void, Problems>{};
            }));
    });
    firstIsAtWork.get_future().wait();
    EXPECT_TRUE(install(world_, "bin", {{"maya", ""}}, files_, [&] { secondWaits.set_value(); }));
    first.join();
    // The first one took the folder away, empty as it was; the second made it again.
    EXPECT_EQ(treeOf(world_.folder()).at("bin/maya"), "-> " + world_.shimFile());
}

TEST_F(Install, IsDoneByManyAtOnceWithoutHarm) {
    const Tree before = treeOf(world_.folder());
    std::vector<std::thread> threads;
    for (const std::string name : {"a", "b", "c", "d"}) {
        threads.emplace_back([this, name] {
            HostFiles files;
            for (int i = 0; i < 50; ++i) {
                const auto made = install(world_, "x/bin", {{name, kMaya2024}}, files);
                ASSERT_TRUE(made) << testing::PrintToString(made.error());
                ASSERT_EQ(lookAt(world_.path("x/bin"), name).kind, Place::Kind::kShim);
                const auto removed = uninstall(world_, "x/bin", {name}, files);
                ASSERT_TRUE(removed) << testing::PrintToString(removed.error());
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    const Tree after = treeOf(world_.folder());
    EXPECT_FALSE(after.contains("x/bin/.slipway")) << testing::PrintToString(after);
}

TEST_F(Install, PlansTheFoldersThatItWouldMake) {
    world_.makeFolder("a");
    EXPECT_THAT(*missingFolders(world_.path("a/b/c")),
                ElementsAre(world_.path("a/b"), world_.path("a/b/c")));
    EXPECT_THAT(*missingFolders(world_.path("a")), ElementsAre());
}

}  // namespace
}  // namespace slipway
