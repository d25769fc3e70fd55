// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Several shares, other places than plugin roots, other users, and what is learnt for the launches
// that follow (spec 2.6).

#include <gmock/gmock.h>

#include <chrono>

#include "tests/shares/share_world.h"
#include "tests/support/system_calls.h"
#include "tests/support/users.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class OnABadDay : public ::testing::Test {
  protected:
    ShareWorld world;
};

TEST_F(OnABadDay, SeveralDeadSharesAreWaitedForTogether) {
    const Share second(world / "backing2", world / "share2", world / "control2");
    const Share third(world / "backing3", world / "share3", world / "control3");
    world.integration("backing2/second-1.0", "SECOND.set = 'yes'");
    world.integration("backing3/third-1.0", "THIRD.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH",
              "$SANDBOX/studio:$SANDBOX/share:$SANDBOX/share2:$SANDBOX/share3");
    constexpr std::chrono::seconds kBudget{8};
    world.write("home/.config/slipway/config.toml",
                "[policy]\nshare_ttl = '0ms'\nshare_budget = '8s'\n");
    warmCache(world);
    const Share* const shares[] = {&world.share, &second, &third};
    for (const Share* share : shares) share->become(ShareMode::kHangs);
    const auto start = std::chrono::steady_clock::now();
    const Launch launched = world.maya();
    const auto time = std::chrono::steady_clock::now() - start;
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_GE(time, kBudget);
    EXPECT_LT(time, 2 * kBudget) << "one after the other it would have been three budgets";
    for (const char* name : {ShareWorld::kPlain, "SECOND", "THIRD"}) {
        EXPECT_EQ(launched[name], "yes") << name << launched;
    }
    for (const char* share : {"share'", "share2'", "share3'"}) {
        EXPECT_THAT(launched.said(), HasSubstr(std::string(share) + " does not answer"));
    }
    EXPECT_THAT(world.processes(), SizeIs(3));
    world.maya();
    EXPECT_THAT(world.processes(), SizeIs(3));
}

TEST_F(OnABadDay, AnEditOnASlowShareCountsAtTheLaunchAfterTheNext) {
    world.write("home/.config/slipway/config.toml",
                "[policy]\nshare_ttl = '0ms'\nshare_budget = '1s'\n");
    warmCache(world);
    world.integration("backing/plain-1.0", "ON_SHARE.set = 'edited'");
    world.share.become(ShareMode::kSlow);
    const Launch first = world.maya();
    EXPECT_EQ(first[ShareWorld::kPlain], "yes") << first;
    EXPECT_THAT(first.said(), HasSubstr("answers too slowly; going by what was known"));
    world.waitUntilAlone();  // what reads the edit meanwhile
    const Launch second = world.maya();
    EXPECT_EQ(second[ShareWorld::kPlain], "edited") << second;
    EXPECT_THAT(second.said(), HasSubstr("answers too slowly; going by what was known"));
    EXPECT_THAT(world.processes(), IsEmpty());
}

// Its facts come at once, so that only the compilation finds it slow.
TEST_F(OnABadDay, AnEditThatIsReadSlowlyIsNotWaitedForLongerThanTheBudget) {
    for (char name = 'a'; name <= 'f'; ++name) {
        world.integration(fs::path("backing") / std::string(1, name), "X.set = '1'");
    }
    world.write("home/.config/slipway/config.toml",
                "[policy]\nshare_ttl = '0ms'\nshare_budget = '1s'\n");
    warmCache(world);
    world.integration("backing/plain-1.0", "ON_SHARE.set = 'edited'");
    world.share.become(ShareMode::kReadsSlowly);  // each of the eight takes it 300 ms
    const Launch first = world.maya();
    EXPECT_EQ(first[ShareWorld::kPlain], "yes") << first;
    EXPECT_THAT(first.said(), HasSubstr("answers too slowly; going by what was known"));
    world.waitUntilAlone();  // what reads the edit meanwhile
    EXPECT_EQ(world.maya()[ShareWorld::kPlain], "edited");
}

TEST_F(OnABadDay, ASlowShareOfWhichNothingIsKnownIsKnownToLaterLaunches) {
    // Each takes it a second and a half.
    for (char name = 'a'; name <= 'f'; ++name) {
        const std::string variable(1, name);
        world.integration(fs::path("backing") / variable, variable + ".set = '1'");
    }
    world.share.become(ShareMode::kSlow);
    const Launch first = world.maya();
    ASSERT_TRUE(first.report) << first;
    EXPECT_THAT(first.said(),
                HasSubstr("share' answers too slowly; what is on it was passed over"));
    world.waitUntilAlone();
    const Launch second = world.maya();
    EXPECT_EQ(second[ShareWorld::kPlain], "yes") << second;
    EXPECT_EQ(second["f"], "1") << second;
}

TEST_F(OnABadDay, AFarmIsGivenTwoMinutesAndAnArtistAQuarterOfOne) {
    for (const auto& [mode, patience] : {std::pair{"interactive", "15000"}, {"farm", "120000"}}) {
        fs::remove_all(world / "home/.cache");
        Command command = world.mayaCommand();
        command.environment.push_back(std::string("SLIPWAY_MODE=") + mode);
        const Traced traced = trace(command);
        const std::string wanted = std::string("\"") + patience + "\", \"" + patience + "\"]";
        std::vector<std::string> lines;
        for (const SystemCall& call : named(traced.calls, {"execve"})) lines.push_back(call.line);
        EXPECT_THAT(lines, Contains(HasSubstr(wanted))) << mode;
    }
}

TEST_F(OnABadDay, ConfigurationOnADeadShareIsKnownFromLastTime) {
    world.write("backing/config.toml",
                "[policy]\nshare_ttl = '0ms'\n[[integration]]\nname = 'configured'\n"
                "[integration.env]\nCONFIGURED.set = 'yes'\n");
    world.set("SLIPWAY_CONFIG", "$SANDBOX/share/config.toml");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio");
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    const Launch launched = world.maya();
    EXPECT_EQ(launched["CONFIGURED"], "yes") << launched;
    EXPECT_THAT(launched.said(), HasSubstr("share' does not answer; going by what was known"));
}

TEST_F(OnABadDay, ALogOnADeadShareIsGoneWithout) {
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio");
    world.set("SLIPWAY_LOG", "info");
    world.set("SLIPWAY_LOG_FILE", "$SANDBOX/share/launches.log");
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    const Launch launched = world.maya();
    EXPECT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.ended.code, 0);
}

TEST_F(OnABadDay, AFolderOfPathOnADeadShareIsPassedOver) {
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio");
    world.makeFolder("backing/bin");
    world.installation("tool", "1");
    world.putShim(world.shim("tool"), ShimKind::kSymbolicLink);
    world.set("PATH", "$SANDBOX/shims:$SANDBOX/share/bin:$SANDBOX/opt/tool1/bin:/usr/bin:/bin");
    world.share.become(ShareMode::kHangs);
    for (int i = 0; i < 2; ++i) {
        const Launch launched = world.launch("tool");
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched.report->ownPath, world / "opt/tool1/bin/tool");
    }
}

TEST_F(OnABadDay, ExplainNamesWhatALaunchKnowsOfADeadShare) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    const Ended explained = world.slipway({"explain", "maya", "--json"});
    EXPECT_THAT(explained.output, HasSubstr("\"share-known\""));
    EXPECT_THAT(explained.output,
                ContainsRegex("goes by what was known last of '[^']*/share': 'beneath', 'plain'; "
                              "what has a value beneath it is left out"));
}

TEST_F(OnABadDay, AUserWithoutRightsLaunchesAsWell) {
    moveIn(world, kArtist);
    Command command = world.mayaCommand();
    command.prepare = as(kArtist);
    warmCache(world, command);
    EXPECT_EQ(launch(command)[ShareWorld::kPlain], "yes");
    world.share.become(ShareMode::kHangs);
    for (int i = 0; i < 2; ++i) {
        const Launch launched = launch(command);
        EXPECT_EQ(launched[ShareWorld::kPlain], "yes") << launched;
        EXPECT_EQ(launched[ShareWorld::kBeneath], std::nullopt) << launched;
        EXPECT_THAT(launched.said(), HasSubstr("share' does not answer"));
    }
    EXPECT_THAT(world.processes(), SizeIs(1));
}

}  // namespace
}  // namespace slipway::test
