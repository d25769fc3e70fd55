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

TEST_F(KeptCache, ARemovedPluginCountsAtTheNextLaunch) {
    fs::remove_all(world / "studio/one-1.0");
    expectQuiet("(unset)");
}

TEST_F(KeptCache, ARootThatAppearsOrIsReplacedCountsAtTheNextLaunch) {
    world.integration("v1/zulu-1.0", "VALUE.append = 'v1'");
    world.integration("v2/zulu-1.0", "VALUE.append = 'v2'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/current");
    EXPECT_EQ(value(), "first");
    fs::rename(world / "v1", world / "current");
    expectQuiet(list("first:v1"));
    fs::rename(world / "current", world / "old");
    fs::rename(world / "v2", world / "current");
    expectQuiet(list("first:v2"));
}

TEST_F(KeptCache, ANewManifestOfTheApplicationCountsAtTheNextLaunch) {
    world.plugin("studio/definitions-maya",
                 "slipway = 1\n[[application]]\nname = 'maya'\nidentifier = 'my_{variant}'\n"
                 "find.$PLATFORM = ['$SANDBOX/opt/maya{version}/bin/maya$EXE']\n");
    value();
    EXPECT_EQ((*launched)["SLIPWAY_APPLICATION"], "my_2024");
}

// ---- what is kept ----

TEST_F(KeptCache, IsOneFileACommandHoweverOftenItChanges) {
    const std::size_t count = cacheFiles(world).size();
    for (int number = 0; number < 5; ++number) {
        write(std::to_string(number));
        EXPECT_EQ(value(), std::to_string(number));
    }
    warmCache(world);
    EXPECT_EQ(cacheFiles(world).size(), count);
}

TEST_F(Cache, IsNotWrittenWhereItIsOff) {
    world.set("SLIPWAY_CACHE", "off");
    for (int launch = 0; launch < 2; ++launch) expectQuiet("first");
    EXPECT_TRUE(cacheFiles(world).empty());
}

TEST_F(Cache, SeveralFirstLaunchesAtOnceAllSucceed) {
    for (const Launch& each : launchAtOnce(world.mayaCommand(), 10)) {
        EXPECT_EQ(each["VALUE"], "first") << each;
        EXPECT_EQ(each.said(), "");
    }
}

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
