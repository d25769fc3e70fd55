// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which files a launch looks at, and links.

#include "tests/caching/care.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

class WatchedCare : public Care {
  protected:
    bool looksAt(const std::string& path) const {
        warmCache(world);
        for (const SystemCall& call : trace(world.mayaCommand()).untilTheApplication()) {
            if (call.name.contains("stat") && call.line.contains("\"" + path + "\"")) return true;
        }
        return false;
    }
};

TEST_F(WatchedCare, TheManifestOfEachPluginIsLookedAtByEachLaunch) {
    EXPECT_TRUE(looksAt("one-1.0/slipway.toml"));
    EXPECT_TRUE(looksAt("nuke-1.0/slipway.toml"));
}

TEST_F(WatchedCare,
       TheFolderOfAPluginThatDoesNotConcernTheApplicationIsLookedAtWhereThatStopsALaunch) {
    EXPECT_TRUE(looksAt("one-1.0"));
    EXPECT_FALSE(looksAt("nuke-1.0"));
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_TRUE(looksAt("one-1.0"));
    EXPECT_TRUE(looksAt("nuke-1.0"));
}

TEST_F(Care, RightsOfAFolderThatAManifestElsewhereLeadsIntoCountAtOnce) {
    world.write("studio/nuke-1.0/shared.toml",
                "slipway = 1\n[[integration]]\nenv.VALUE.append = 'linked'\n");
    world.makeFolder("studio/linked-1.0");
    fs::create_symlink("../nuke-1.0/shared.toml", world / "studio/linked-1.0/slipway.toml");
    expectSeen("linked:one", "one", [&] { letOthersWrite(world / "studio/nuke-1.0"); });
    expectSeen("one", "linked:one", [&] { letOthersOnlyRead(world / "studio/nuke-1.0"); });
}

TEST_F(Care, ALinkThatTakesThePlaceOfAFolderCountsAtOnce) {
    world.integration("studio/nuke-1.0", "VALUE.append = 'nuke'");
    fs::create_directory(world / "old");
    expectSeen("nuke:one", "one", [&] {
        fs::rename(world / "studio/nuke-1.0", world / "next");
        fs::create_directory_symlink(world / "old", world / "studio/nuke-1.0");
    });
}

}  // namespace
}  // namespace slipway::test
