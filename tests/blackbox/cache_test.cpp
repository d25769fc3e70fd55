// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.8 and 2.6: what is kept between launches never makes one wrong.

#include "tests/blackbox/cache.h"

#include <gmock/gmock.h>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Where a process takes as long as ten do elsewhere.
const bool kIsSlow = kHost.name == "windows";
const int kEdits = kIsSlow ? 10 : 200;
const std::size_t kAtOnce = kIsSlow ? 10 : 40;

std::string numbered(int number) {
    const std::string digits = std::to_string(number);
    return std::string(3 - digits.size(), '0') + digits;
}

// ---- nothing stale ----

TEST_F(KeptCache, AnEditCountsAtTheNextLaunch) {
    expectQuiet("first");
    write("second, of another size");
    expectQuiet("second, of another size");
}

TEST_F(KeptCache, AnEditOfTheSameSizeCountsAtTheNextLaunch) {
    write("FIRST");
    expectQuiet("FIRST");
}

// Most of these launches come within the same second, and within one tick of the file system's
// clock, as the edit before them.
TEST_F(Cache, EachOfManyEditsOfTheSameSizeCountsAtTheNextLaunch) {
    for (int number = 0; number < kEdits; ++number) {
        write(numbered(number));
        ASSERT_EQ(value(), numbered(number));
    }
}

// The same, with launches in between that could keep what they found too early.
TEST_F(Cache, EachOfManyEditsCountsHoweverOftenWasLaunchedBefore) {
    for (int number = 0; number < kEdits; ++number) {
        write(numbered(number));
        for (int launch = 0; launch < number % 3; ++launch) value();
        ASSERT_EQ(value(), numbered(number));
    }
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

TEST_F(Cache, ManyFirstLaunchesAtOnceAllSucceed) {
    for (const Launch& each : launchAtOnce(world.mayaCommand(), kAtOnce)) {
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

TEST_F(DamagedCache, IsAsNoneWhereAFolderStandsInItsPlace) {
    fs::remove(file);
    fs::create_directory(file);
    expectQuiet("first");
}

// A catalogue of other plugins, whole and valid in itself, is not this world's.
TEST_F(DamagedCache, OfAnotherWorldIsAsNone) {
    MayaSandbox other;
    other.integration("studio/one-1.0", "VALUE.set = 'other'");
    warmCache(other);
    ASSERT_EQ(cacheFiles(other).size(), 1);
    damage(readFile(cacheFiles(other).front()));
    expectQuiet("first");
}

TEST_F(Cache, ThatCannotBeWrittenIsAsNone) {
    world.write(world.cache(), "a file where the folder should be");
    for (int launch = 0; launch < 3; ++launch) expectQuiet("first");
}

TEST_F(Cache, WithoutAHomeFolderIsAsNone) {
    for (const char* name : {"HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
                             "USERPROFILE", "LOCALAPPDATA", "APPDATA"}) {
        world.unset(name);
    }
    for (int launch = 0; launch < 3; ++launch) EXPECT_EQ(value(), "first");
}

TEST_F(Cache, ForgetsWhatNobodyUsedForAMonth) {
    warmCache(world);
    const auto lastUsed = [&](const char* name, int days) {
        const fs::path file = world.write(world.cache() / "catalogues" / name, "x");
        leaveUnused(file, std::chrono::days(days));
        return file;
    };
    const fs::path old = lastUsed("0123456789abcdef", 31);
    const fs::path recent = lastUsed("fedcba9876543210", 29);
    world.maya();
    EXPECT_TRUE(fs::exists(old)) << "a launch from the cache has no time for it";
    world.integration("studio/new", "NEW.set = '1'");
    warmCache(world);
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(recent));
    EXPECT_FALSE(cacheFiles(world).empty());
}

// ---- the helper ----

TEST_F(HelperMissing, TheApplicationStartsWithAWarning) {
    const Launch without = launchAlone({"-v"});
    ASSERT_TRUE(without.report) << without;
    EXPECT_EQ(without.report->ownPath, world.executable());
    EXPECT_THAT(without.report->arguments, ElementsAre(world.executable(), "-v"));
    EXPECT_THAT(without.said(), AllOf(StartsWith("slipway: "), HasSubstr(helper)));
}

TEST_F(HelperMissing, AStrictLaunchIsRefused) {
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(launchAlone().ended.code, 125);
}

TEST_F(HelperMissing, WhatWasKnownLastStandsInWithAWarning) {
    fs::copy_file(slipwayExecutable(), helper);
    warmCache(world, alone());
    fs::remove(helper);
    write("second");
    const Launch without = launchAlone();
    EXPECT_EQ(without["VALUE"], "first") << without;
    EXPECT_THAT(without.said(), HasSubstr(helper));
}

TEST_F(HelperMissing, AHelperThatFailsOrTalksNonsenseIsAsNone) {
    const auto expectAsNone = [&](const char* what) {
        const Launch without = launchAlone();
        ASSERT_TRUE(without.report) << what << without;
        EXPECT_THAT(without.said(), StartsWith("slipway: ")) << what;
    };
    world.write("alone/slipway$EXE", "no program");
    makeExecutable(helper);
    expectAsNone("no program");
    fs::remove(helper);
    fs::copy_file(probeExecutable(), helper);
    expectAsNone("the probe, which talks nonsense");
    world.set("PROBE_EXIT", "1");
    expectAsNone("the probe, which fails, too");
}

}  // namespace
}  // namespace slipway::test
