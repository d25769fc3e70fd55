// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.8 and 2.6: what is kept between launches never makes one wrong.

#include "tests/blackbox/cache.h"

#include <gmock/gmock.h>

namespace slipway::test {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// ---- nothing stale ----

TEST_F(KeptCache, AnEditCountsAtTheNextLaunch) {
    expectQuiet("first");
    write("second, of another size");
    expectQuiet("second, of another size");
}

TEST_F(KeptCache, AnEditOfTheSameSizeWithItsOldTimesPutBackCountsAtTheNextLaunch) {
    const fs::path manifest = world / "studio/one-1.0/slipway.toml";
    const auto written = fs::last_write_time(manifest);
    write("FIRST");
    fs::last_write_time(manifest, written);
    expectQuiet("FIRST");
}

TEST_F(KeptCache, AManifestReplacedByRenamingCountsAtTheNextLaunch) {
    const fs::path manifest = world / "studio/one-1.0/slipway.toml";
    const auto written = fs::last_write_time(manifest);
    fs::copy_file(manifest, world / "elsewhere");
    write("FIRST");
    fs::rename(manifest, world / "new");
    fs::rename(world / "elsewhere", manifest);
    fs::last_write_time(world / "new", written);
    fs::rename(world / "new", manifest);
    expectQuiet("FIRST");
}

TEST_F(KeptCache, ANewPluginCountsAtTheNextLaunch) {
    world.integration("studio/zulu-1.0", "VALUE.append = 'zulu'");
    expectQuiet(list("first:zulu"));
}

TEST_F(KeptCache, ANewOneFilePluginCountsAtTheNextLaunch) {
    world.write("studio/zulu.slipway.toml",
                "slipway = 1\n[[integration]]\nenv.VALUE.append = 'zulu'\n");
    expectQuiet(list("first:zulu"));
}

TEST_F(KeptCache, ARemovedManifestCountsAtTheNextLaunch) {
    fs::remove(world / "studio/one-1.0/slipway.toml");
    expectQuiet("(unset)");
}

TEST_F(KeptCache, ARenamedPluginFolderCountsAtTheNextLaunch) {
    fs::rename(world / "studio/one-1.0", world / "studio/.one-1.0");
    expectQuiet("(unset)");
}

TEST_F(KeptCache, ASecondManifestInThePluginsFolderCountsAtTheNextLaunch) {
    world.jsonPlugin("studio/one-1.0", R"({"slipway": 1})");
    EXPECT_EQ(value(), "(unset)");
    EXPECT_THAT(launched->said(), HasSubstr("one-1.0"));
}

TEST_F(KeptCache, AManifestInAFolderThatHadNoneCountsAtTheNextLaunch) {
    world.makeFolder("studio/zulu-1.0");
    warmCache(world);
    expectQuiet("first");
    world.integration("studio/zulu-1.0", "VALUE.append = 'no longer empty'");
    expectQuiet(list("first:no longer empty"));
}

TEST_F(KeptCache, AnotherPluginPathCountsAtTheNextLaunch) {
    world.integration("other/zulu-1.0", "VALUE.append = 'zulu'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/other");
    expectQuiet(list("first:zulu"));
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio");
    expectQuiet("first");
}

// ---- what is kept ----

TEST_F(KeptCache, IsNotWrittenAgainByALaunchThatFindsItValid) {
    const auto files = cacheFiles(world);
    std::vector<fs::file_time_type> before;
    for (const fs::path& file : files) before.push_back(fs::last_write_time(file));
    for (int launch = 0; launch < 5; ++launch) expectQuiet("first");
    EXPECT_EQ(cacheFiles(world), files);
    for (std::size_t i = 0; i < files.size(); ++i) {
        EXPECT_EQ(fs::last_write_time(files[i]), before[i]) << files[i];
    }
}

// ---- damage ----

TEST_F(DamagedCache, MendsItself) {
    damage("rubbish");
    expectQuiet("first");
    EXPECT_EQ(readFile(file).size(), whole.size());
}

TEST_F(DamagedCache, IsAsNoneWithBytesBehindIt) {
    damage(whole + std::string(4096, '\0'));
    expectQuiet("first");
    damage(whole + whole);
    expectQuiet("first");
}

// Each of them: cache_posix_test.cpp.
TEST_F(DamagedCache, IsAsNoneWithAByteFlippedHereAndThere) {
    for (std::size_t part = 0; part < 4; ++part) {
        std::string bytes = whole;
        bytes[(whole.size() - 1) * part / 3] ^= 1;
        damage(bytes);
        expectQuiet("first");
    }
}

TEST_F(DamagedCache, IsAsNoneWhereHalfOfItIsMissing) {
    damage(whole.substr(0, whole.size() / 2));
    expectQuiet("first");
}

}  // namespace slipway::test
