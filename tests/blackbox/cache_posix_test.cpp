// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is kept between launches, where links, rights and owners matter; and hundreds of edits.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ctime>
#include <optional>
#include <stdexcept>

#include "tests/blackbox/cache.h"
#include "tests/support/system_calls.h"
#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string numbered(int number) {
    const std::string digits = std::to_string(number);
    return std::string(3 - digits.size(), '0') + digits;
}

// ---- nothing stale ----

TEST_F(KeptCache, AnEditOfTheSameSizeCountsAtTheNextLaunch) {
    write("FIRST");
    expectQuiet("FIRST");
}

// Most of these launches come within the same second, and within one tick of the file system's
// clock, as the edit before them.
TEST_F(Cache, EachOf200EditsOfTheSameSizeCountsAtTheNextLaunch) {
    for (int number = 0; number < 200; ++number) {
        write(numbered(number));
        ASSERT_EQ(value(), numbered(number));
    }
}

// The same, with launches in between that could keep what they found too early.
TEST_F(Cache, EachOf200EditsCountsHoweverOftenWasLaunchedBefore) {
    for (int number = 0; number < 200; ++number) {
        write(numbered(number));
        for (int launch = 0; launch < number % 3; ++launch) value();
        ASSERT_EQ(value(), numbered(number));
    }
}

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

TEST_F(DamagedCache, IsAsNoneWhereSomethingElseStandsInItsPlace) {
    fs::remove(file);
    fs::create_directory(file);
    expectQuiet("first");
    fs::remove(file);
    ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
    Command command = world.mayaCommand();
    command.timeLimit = std::chrono::seconds(5);
    EXPECT_EQ(launch(command)["VALUE"], "first") << "a FIFO in the cache's place";
    fs::remove(file);
    fs::create_symlink(file, file);
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

TEST_F(DamagedCache, OfAnotherUserIsAsNone) {
    give(file, kStranger);
    expectQuiet("first");
    struct stat found;
    ASSERT_EQ(stat(file.c_str(), &found), 0);
    EXPECT_EQ(found.st_uid, 0) << "compiled and kept anew";
}

TEST_F(Cache, ThatCannotBeWrittenIsAsNone) {
    world.write("home/.cache", "a file where the folder should be");
    for (int launch = 0; launch < 3; ++launch) expectQuiet("first");
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

TEST_F(Cache, WithoutAHomeFolderIsAsNone) {
    for (const char* name : {"HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"}) {
        world.unset(name);
    }
    for (int launch = 0; launch < 3; ++launch) EXPECT_EQ(value(), "first");
}

// ---- the helper ----

// A shim whose slipway is not beside it: a half-done deployment.
class HelperMissing : public Cache {
  protected:
    HelperMissing() {
        fs::copy_file(shimExecutable(), world.makeFolder("alone") / "slipway-shim");
        fs::remove(world.shim("maya"));
        fs::create_symlink(world / "alone/slipway-shim", world.shim("maya"));
        world.set("PATH", "$SANDBOX/shims:$SANDBOX/opt/maya2024/bin:/usr/bin:/bin");
    }
};

TEST_F(HelperMissing, TheApplicationStartsWithAWarning) {
    const Launch without = world.maya({"-v"});
    ASSERT_TRUE(without.report) << without;
    EXPECT_EQ(without.report->ownPath, world.executable());
    EXPECT_THAT(without.report->arguments, ::testing::ElementsAre(world.executable(), "-v"));
    EXPECT_THAT(without.said(),
                AllOf(::testing::StartsWith("slipway: "), HasSubstr(world / "alone/slipway")));
}

TEST_F(HelperMissing, AStrictLaunchIsRefused) {
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST_F(HelperMissing, WhatWasKnownLastStandsInWithAWarning) {
    fs::create_symlink(slipwayExecutable(), world / "alone/slipway");
    warmCache(world);
    fs::remove(world / "alone/slipway");
    write("second");
    EXPECT_EQ(value(), "first");
    EXPECT_THAT(launched->said(), HasSubstr(world / "alone/slipway"));
}

TEST_F(HelperMissing, AHelperThatFailsOrTalksNonsenseIsAsNone) {
    for (const char* script : {"#!/bin/sh\nexit 1\n", "#!/bin/sh\nkill -SEGV $$\n",
                               "#!/bin/sh\nhead -c 100000 /dev/urandom\n",
                               "#!/bin/sh\necho nonsense; echo more >&2\n", "no program"}) {
        world.write("alone/slipway", script);
        makeExecutable(world / "alone/slipway");
        const Launch without = world.maya();
        ASSERT_TRUE(without.report) << script << without;
        EXPECT_THAT(without.said(), Not(IsEmpty())) << script;
    }
}

TEST_F(Cache, ManyFirstLaunchesAtOnceAllSucceed) {
    const Ended ended = run(world.command(
        "/bin/sh", {"-c", "i=0; while [ $i -lt 40 ]; do \"$1\" & i=$((i+1)); done; wait", "sh",
                    world.shim("maya")}));
    std::size_t launches = 0;
    for (std::size_t at = 0; (at = ended.output.find("VALUE=first", at)) != std::string::npos;
         ++at) {
        ++launches;
    }
    EXPECT_EQ(launches, 40);
    EXPECT_EQ(ended.errors, "");
}

TEST_F(Cache, ForgetsWhatNobodyUsedForAMonth) {
    warmCache(world);
    const auto lastUsed = [&](const char* name, std::time_t days) {
        const fs::path file = world.write(fs::path("home/.cache/slipway/catalogues") / name, "x");
        const timespec time{.tv_sec = std::time(nullptr) - days * 24 * 60 * 60, .tv_nsec = 0};
        const timespec times[] = {time, time};
        EXPECT_EQ(utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
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

}  // namespace
}  // namespace slipway::test
