// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/reach.h"

#include <gtest/gtest.h>

#include "tests/installer/shim_world.h"

namespace slipway {
namespace {

using Kind = Reach::Kind;

class ReachOf : public testing::Test {
  protected:
    ReachOf() {
        world_.makeFolder("shims");
        world_.link(world_.shimFile(), "shims/maya");
        program("usr/maya");
    }
    void program(const std::string& path) {
        world_.write(path, "#!/bin/sh\n");
        test::makeExecutable(world_ / path);
    }
    Reach reach(std::string_view path) {
        return reachOf(world_.path("shims"), "maya", world_.expand(path), kLinuxRules);
    }

    const test::ShimWorld world_;
};

TEST_F(ReachOf, IsReadyWhereTheFolderComesFirst) {
    EXPECT_EQ(reach("$SANDBOX/shims"), (Reach{Kind::kReady, ""}));
    EXPECT_EQ(reach("/nowhere:$SANDBOX/shims:$SANDBOX/usr"),
              (Reach{Kind::kReady, world_.path("usr/maya")}));
}

TEST_F(ReachOf, SaysWhatHidesAShim) {
    EXPECT_EQ(reach("$SANDBOX/usr:$SANDBOX/shims"),
              (Reach{Kind::kBehind, world_.path("usr/maya")}));
}

TEST_F(ReachOf, SaysWhenTheFolderIsNotOnPath) {
    EXPECT_EQ(reach("/nowhere"), (Reach{Kind::kNotOnPath, ""}));
    EXPECT_EQ(reach("$SANDBOX/usr"), (Reach{Kind::kNotOnPath, world_.path("usr/maya")}));
    EXPECT_EQ(reach(""), (Reach{Kind::kNotOnPath, ""}));
}

TEST_F(ReachOf, KnowsTheFolderByWhatItIsNotByItsSpelling) {
    world_.link("shims", "link");
    EXPECT_EQ(reach("$SANDBOX/link").kind, Kind::kReady);
    EXPECT_EQ(reach("$SANDBOX/usr/../shims//").kind, Kind::kReady);
}

TEST_F(ReachOf, KnowsAFolderThatIsNotThereYet) {
    EXPECT_EQ(reachOf("/nowhere/bin", "maya", "/usr/bin:/nowhere/bin/", kLinuxRules).kind,
              Kind::kReady);
}

TEST_F(ReachOf, CountsOnlyWhatAShellWouldRun) {
    world_.write("notes/maya", "not executable");
    world_.makeFolder("folders/maya");
    EXPECT_EQ(reach("$SANDBOX/notes:$SANDBOX/folders:$SANDBOX/shims"), (Reach{Kind::kReady, ""}));
}

TEST_F(ReachOf, PassesOverEmptyAndRelativeEntries) {
    EXPECT_EQ(reachOf(".", "maya", ":.:bin", kLinuxRules).kind, Kind::kNotOnPath);
}

}  // namespace
}  // namespace slipway
