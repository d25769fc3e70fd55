// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is kept between launches, where links, rights, owners and holes matter; and each byte of it.

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/blackbox/cache.h"
#include "tests/support/system_calls.h"
#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// ---- nothing stale ----

TEST_F(KeptCache, ALinkedRootThatAppearsOrIsSwitchedCountsAtTheNextLaunch) {
    world.integration("v1/zulu-1.0", "VALUE.append = 'v1'");
    world.integration("v2/zulu-1.0", "VALUE.append = 'v2'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/current");
    EXPECT_EQ(value(), "first");
    EXPECT_THAT(launched->said(), HasSubstr(world / "current"));
    fs::create_directory_symlink("v1", world / "current");
    expectQuiet("first:v1");
    fs::create_directory_symlink("v2", world / "next");
    fs::rename(world / "next", world / "current");
    expectQuiet("first:v2");
}

// Root reads whatever its rights are.
class AsAnArtist : public Cache {
  protected:
    AsAnArtist() { moveIn(world, kArtist); }
    Command mayaCommand() const {
        Command command = world.mayaCommand();
        command.prepare = as(kArtist);
        return command;
    }
};

TEST_F(AsAnArtist, ChangedRightsCountAtTheNextLaunch) {
    const fs::path manifest = world / "studio/one-1.0/slipway.toml";
    warmCache(world, mayaCommand());
    EXPECT_EQ(launch(mayaCommand())["VALUE"], "first");
    fs::permissions(manifest, fs::perms::none);
    const Launch denied = launch(mayaCommand());
    EXPECT_TRUE(denied.report) << denied;
    EXPECT_EQ(denied["VALUE"], std::nullopt);
    EXPECT_THAT(denied.said(), HasSubstr(manifest));
    fs::permissions(manifest, fs::perms::owner_read | fs::perms::others_read);
    EXPECT_EQ(launch(mayaCommand())["VALUE"], "first");
}

TEST_F(AsAnArtist, ARootThatMayNotBeListedCountsAtTheNextLaunch) {
    warmCache(world, mayaCommand());
    fs::permissions(world / "studio", fs::perms::none);
    const Launch denied = launch(mayaCommand());
    EXPECT_EQ(denied["VALUE"], std::nullopt) << denied;
    EXPECT_THAT(denied.said(), HasSubstr(world / "studio"));
}

// ---- what is kept ----

TEST_F(KeptCache, IsTheUsersOwn) {
    for (const fs::path& file : cacheFiles(world)) {
        struct stat found;
        ASSERT_EQ(stat(file.c_str(), &found), 0);
        EXPECT_EQ(found.st_mode & 0777, 0600) << file;
        EXPECT_EQ(found.st_uid, geteuid()) << file;
    }
}

TEST_F(Cache, IsNeitherReadNorWrittenWhereItIsOff) {
    world.set("SLIPWAY_CACHE", "off");
    for (int launch = 0; launch < 3; ++launch) expectQuiet("first");
    EXPECT_THAT(cacheFiles(world), IsEmpty());
    world.unset("SLIPWAY_CACHE");
    warmCache(world);
    world.set("SLIPWAY_CACHE", "off");
    const Traced traced = trace(world.mayaCommand());
    bool read = false;
    for (const SystemCall& call : named(traced.calls, {"open", "openat"})) {
        read = read || call.path.ends_with("one-1.0/slipway.toml") || call.path == "slipway.toml";
    }
    EXPECT_TRUE(read) << "SLIPWAY_CACHE=off reads every manifest";
}

TEST_F(Cache, IsKeptBelowTheHomeFolderWhereXdgCacheHomeIsUnset) {
    world.unset("XDG_CACHE_HOME");
    warmCache(world);
    expectQuiet("first");
}

// ---- damage ----

// A catalogue is some thousand bytes: in parts, so that none takes long.
class DamagedCachePart : public DamagedCache, public ::testing::WithParamInterface<std::size_t> {
  protected:
    static constexpr std::size_t kParts = 8;
};
INSTANTIATE_TEST_SUITE_P(Part, DamagedCachePart, ::testing::Range(std::size_t{0}, std::size_t{8}));

TEST_P(DamagedCachePart, IsAsNoneWhateverByteIsFlipped) {
    for (std::size_t at = GetParam(); at < whole.size(); at += kParts) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
        damage(bytes);
        expectQuiet("first");
        ASSERT_FALSE(HasFailure()) << "byte " << at << " of " << whole.size();
    }
}

TEST_P(DamagedCachePart, IsAsNoneHoweverMuchIsMissing) {
    for (std::size_t size = GetParam(); size < whole.size(); size += kParts) {
        damage(whole.substr(0, size));
        expectQuiet("first");
        ASSERT_FALSE(HasFailure()) << size << " bytes of " << whole.size();
    }
}

// By a hole: nothing of it may be read to know that it is no catalogue.
TEST_F(DamagedCache, IsAsNoneHoweverLargeItClaimsToBe) {
    fs::resize_file(file, std::uintmax_t{1} << 40);
    expectQuiet("first");
    EXPECT_EQ(readFile(file).size(), whole.size());
}

TEST_F(DamagedCache, IsAsNoneWhereAFifoOrALinkStandsInItsPlace) {
    fs::remove(file);
    ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
    Command command = world.mayaCommand();
    command.timeLimit = std::chrono::seconds(5);
    EXPECT_EQ(launch(command)["VALUE"], "first") << "a FIFO in the cache's place";
    fs::remove(file);
    fs::create_symlink(file, file);
    expectQuiet("first");
}

TEST_F(DamagedCache, OfAnotherUserIsAsNone) {
    give(file, kStranger);
    expectQuiet("first");
    struct stat found;
    ASSERT_EQ(stat(file.c_str(), &found), 0);
    EXPECT_EQ(found.st_uid, 0) << "compiled and kept anew";
}

TEST_F(Cache, InAFolderThatCannotBeMadeIsAsNone) {
    world.set("XDG_CACHE_HOME", "/proc/nowhere");
    for (int launch = 0; launch < 3; ++launch) expectQuiet("first");
}

// It may come later, with its owner; what root made in its place would be in the way.
TEST_F(Cache, IsNotKeptInAHomeFolderThatIsNotThere) {
    for (const char* name : {"XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"}) {
        world.unset(name);
    }
    world.set("HOME", "$SANDBOX/nobody");
    for (int i = 0; i < 2; ++i) expectQuiet("first");
    EXPECT_FALSE(fs::exists(world / "nobody"));
    world.makeFolder("nobody");
    expectQuiet("first");
    EXPECT_TRUE(fs::exists(world / "nobody/.cache/slipway/catalogues"));
}

// ---- the helper ----

TEST_F(HelperMissing, AHelperThatDiesOrNeverStopsTalkingIsAsNone) {
    for (const char* script :
         {"#!/bin/sh\nkill -SEGV $$\n", "#!/bin/sh\nhead -c 100000 /dev/urandom\n"}) {
        world.write("alone/slipway", script);
        makeExecutable(helper);
        const Launch without = launchAlone();
        ASSERT_TRUE(without.report) << script << without;
        EXPECT_THAT(without.said(), Not(IsEmpty())) << script;
    }
}

}  // namespace
}  // namespace slipway::test
