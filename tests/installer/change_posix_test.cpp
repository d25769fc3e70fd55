// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/change.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/installer/shim_world.h"

namespace slipway {
namespace {

using test::FailingFiles;
using test::ShimWorld;
using test::treeOf;
using Kind = Change::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// One of each: a link and a file that come, that become others, that go; and what a desktop has.
std::vector<Change> everyChange(const ShimWorld& world) {
    return {{Kind::kLink, world.path("new link"), {}, "/target"},
            {Kind::kFile, world.path("new file"), {}, "bytes"},
            {Kind::kLink, world.path("link"), "/old", "/new"},
            {Kind::kFile, world.path("file"), "old", "new"},
            {Kind::kLink, world.path("last link"), "/old", {}},
            {Kind::kFile, world.path("last file"), "old", {}},
            {Kind::kFolder, world.path("folder"), {}, ""},
            {Kind::kEntry, world.path("folder/entry"), {}, "bytes"},
            {Kind::kScript, world.path("folder/script"), {}, "bytes"},
            {Kind::kEntry, world.path("last folder/entry"), "old", {}},
            {Kind::kFolder, world.path("last folder"), "", {}}};
}

class Changes : public testing::Test {
  protected:
    Changes() {
        world_.link("/old", "link");
        world_.link("/old", "last link");
        world_.write("file", "old");
        world_.write("last file", "old");
        world_.write("last folder/entry", "old");
    }
    auto make(Files& files) { return makeChanges(everyChange(world_), world_.path("tmp"), files); }

    const ShimWorld world_;
};

TEST_F(Changes, AreMade) {
    HostFiles files;
    ASSERT_TRUE(make(files));
    const test::Tree tree = treeOf(world_.folder());
    EXPECT_EQ(tree.at("new link"), "-> /target");
    EXPECT_EQ(tree.at("new file"), "bytes");
    EXPECT_EQ(tree.at("link"), "-> /new");
    EXPECT_EQ(tree.at("file"), "new");
    EXPECT_FALSE(tree.contains("last link"));
    EXPECT_FALSE(tree.contains("last file"));
    EXPECT_EQ(tree.at("folder/entry"), "bytes");
    EXPECT_EQ(tree.at("folder/script"), "bytes");
    EXPECT_EQ(access(world_.path("folder/script").c_str(), X_OK), 0);
    EXPECT_FALSE(tree.contains("folder/.slipway-new"));
    EXPECT_FALSE(tree.contains("last folder"));
    EXPECT_FALSE(tree.contains("tmp"));
}

TEST_F(Changes, AreUndoneByTheirInverses) {
    const test::Tree before = treeOf(world_.folder());
    HostFiles files;
    ASSERT_TRUE(make(files));
    std::vector<Change> back;
    for (const Change& change : everyChange(world_)) back.insert(back.begin(), inverse(change));
    ASSERT_TRUE(makeChanges(back, world_.path("tmp"), files));
    EXPECT_EQ(treeOf(world_.folder()), before);
}

TEST_F(Changes, AreAllMadeOrNone) {
    const test::Tree before = treeOf(world_.folder());
    for (int nth = 0;; ++nth) {
        FailingFiles files(nth, false);
        const auto done = make(files);
        if (done) break;
        SCOPED_TRACE(nth);
        EXPECT_THAT(done.error(), ElementsAre(HasSubstr("; nothing was changed")));
        EXPECT_EQ(treeOf(world_.folder()), before);
        ASSERT_LT(nth, 100);
    }
}

TEST_F(Changes, SayWhatCouldNotBeTakenBack) {
    FailingFiles files(1, true);  // the first change is made, nothing after it works
    const auto done = make(files);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error(),
                ElementsAre("cannot write '" + world_.path("new file") + "': input/output error",
                            "cannot take back a change of '" + world_.path("new link") +
                                "': input/output error"));
}

TEST_F(Changes, LeaveAPathWholeWhateverFails) {
    for (int nth = 0; nth < 12; ++nth) {
        const ShimWorld world;
        world.link("/old", "link");
        world.write("file", "old");
        const std::vector<Change> changes = {{Kind::kLink, world.path("link"), "/old", "/new"},
                                             {Kind::kFile, world.path("file"), "old", "new"}};
        FailingFiles files(nth, true);
        (void)makeChanges(changes, world.path("tmp"), files);
        test::Tree tree = treeOf(world.folder());
        EXPECT_TRUE(tree["link"] == "-> /old" || tree["link"] == "-> /new") << nth;
        EXPECT_TRUE(tree["file"] == "old" || tree["file"] == "new") << nth;
    }
}

TEST_F(Changes, NeverReplaceWhatCameInBetween) {
    const Change change{Kind::kLink, world_.path("file"), {}, "/target"};
    HostFiles files;
    const auto done = makeChanges({&change, 1}, world_.path("tmp"), files);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error(), ElementsAre("cannot make the link '" + world_.path("file") +
                                          "': file exists; nothing was changed"));
    EXPECT_EQ(treeOf(world_.folder()).at("file"), "old");
}

TEST_F(Changes, ArePastALeftOverTemporary) {
    world_.write("tmp", "half");
    HostFiles files;
    ASSERT_TRUE(make(files));
    EXPECT_FALSE(treeOf(world_.folder()).contains("tmp"));
}

TEST(Change, SaysWhatItDoes) {
    EXPECT_EQ(describe({Kind::kLink, "/b/maya", {}, "/s"}), "link '/b/maya' to '/s'");
    EXPECT_EQ(describe({Kind::kLink, "/b/maya", "/r", "/s"}),
              "link '/b/maya' to '/s' instead of '/r'");
    EXPECT_EQ(describe({Kind::kLink, "/b/maya", "/s", {}}), "remove '/b/maya'");
    EXPECT_EQ(describe({Kind::kFile, "/b/r", {}, std::string("x=1\0y=2\0", 8)}),
              "write '/b/r': x=1 y=2");
}

}  // namespace
}  // namespace slipway
