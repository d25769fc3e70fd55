// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Launches with a plugin root on a share that does not do what it should (spec 2.6).

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/shares/share_world.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const std::vector<std::string_view> kStarting = {"fork", "vfork", "clone", "clone3"};

class LaunchWithAShare : public ::testing::Test {
  protected:
    // Ends while the share is as it is: nothing here changes it.
    void expectKnownOfLast(const Launch& launched) {
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched[ShareWorld::kPlain], "yes") << launched;
    }
    void expectWithoutWhatIsBeneath(const Launch& launched) {
        expectKnownOfLast(launched);
        EXPECT_EQ(launched[ShareWorld::kBeneath], std::nullopt) << launched;
        EXPECT_THAT(launched.said(), AllOf(HasSubstr("share' does not answer; going by what was "
                                                     "known of it last"),
                                           HasSubstr("integration 'beneath' is left out")));
    }
    ShareWorld world;
};

TEST_F(LaunchWithAShare, ThatIsWellUsesItAndSaysNothing) {
    for (int i = 0; i < 2; ++i) {
        const Launch launched = world.maya();
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_EQ(launched[ShareWorld::kPlain], "yes");
        EXPECT_EQ(launched[ShareWorld::kBeneath], world / "share/beneath-1.0/lib");
        EXPECT_EQ(launched.said(), "");
    }
}

TEST_F(LaunchWithAShare, ThatIsWellSeesAnEditAtOnceWhereNothingIsRemembered) {
    warmCache(world);
    world.integration("backing/plain-1.0", "ON_SHARE.set = 'edited'");
    const Launch launched = world.maya();
    EXPECT_EQ(launched[ShareWorld::kPlain], "edited") << launched;
    EXPECT_EQ(launched.said(), "");
}

TEST_F(LaunchWithAShare, ThatAnsweredDoesNotAskItAgainWithinTheTimeThatIsConfigured) {
    world.write("home/.config/slipway/config.toml", "[policy]\nshare_ttl = '1h'\n");
    warmCache(world);
    world.maya();
    const Traced traced = trace(world.mayaCommand());
    EXPECT_TRUE(readReport(traced.ended.output)) << traced.ended;
    EXPECT_THAT(named(traced.untilTheApplication(), kStarting), IsEmpty());
    // The price, and what it is for.
    world.integration("backing/plain-1.0", "ON_SHARE.set = 'edited'");
    world.share.become(ShareMode::kHangs);
    EXPECT_EQ(world.maya()[ShareWorld::kPlain], "yes");
}

TEST_F(LaunchWithAShare, ThatHangsGoesByWhatIsKnownWithoutWhatWouldHangTheApplication) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    expectWithoutWhatIsBeneath(world.maya());
}

TEST_F(LaunchWithAShare, ThatHangsAndCouldBeKilledIsNoDifferent) {
    warmCache(world);
    world.share.stop();
    expectWithoutWhatIsBeneath(world.maya());
    world.share.resume();
}

TEST_F(LaunchWithAShare, ThatIsSlowUsesAllThatIsKnown) {
    // Several answers, but not all: however busy this computer is.
    world.write("home/.config/slipway/config.toml",
                "[policy]\nshare_ttl = '0ms'\nshare_budget = '1s'\n");
    warmCache(world);
    world.share.become(ShareMode::kSlow);
    const Launch launched = world.maya();
    expectKnownOfLast(launched);
    EXPECT_EQ(launched[ShareWorld::kBeneath], world / "share/beneath-1.0/lib");
    EXPECT_THAT(launched.said(), HasSubstr("share' answers too slowly; going by what was known"));
}

TEST_F(LaunchWithAShare, ThatOpensFilesAndNeverReadsThemGoesByWhatIsKnownAfterAnEdit) {
    warmCache(world);
    world.share.become(ShareMode::kNeverReads);
    EXPECT_EQ(world.maya().said(), "");
    world.integration("backing/plain-1.0", "ON_SHARE.set = 'edited'");
    const Launch launched = world.maya();
    expectKnownOfLast(launched);
    EXPECT_THAT(launched.said(), HasSubstr("share' "));
}

TEST_F(LaunchWithAShare, WhoseListingFailsMidwayGoesOnWithoutItAndSaysSo) {
    warmCache(world);
    world.integration("backing/new-1.0", "NEW.set = 'yes'");
    world.share.become(ShareMode::kFailsMidway);
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.said(), HasSubstr("share' cannot be read: input/output error"));
    world.share.become(ShareMode::kGood);
    EXPECT_EQ(world.maya()["NEW"], "yes");
}

TEST_F(LaunchWithAShare, ThatFailsAtEverythingGoesOnWithoutItAndSaysSo) {
    warmCache(world);
    for (const ShareMode mode : {ShareMode::kStale, ShareMode::kBroken, ShareMode::kEmpty}) {
        world.share.become(mode);
        const Launch launched = world.maya();
        ASSERT_TRUE(launched.report) << launched;
        EXPECT_THAT(launched.said(), HasSubstr("/share'")) << static_cast<char>(mode);
        world.share.become(ShareMode::kGood);
        EXPECT_EQ(world.maya()[ShareWorld::kPlain], "yes") << static_cast<char>(mode);
    }
}

TEST_F(LaunchWithAShare, ThatHangsWhileNothingIsKnownOfItWaitsAndGoesOnWithoutIt) {
    world.share.become(ShareMode::kHangs);
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.said(), HasSubstr("share' does not answer"));
    EXPECT_EQ(launched[ShareWorld::kPlain], std::nullopt);
    EXPECT_THAT(world.processes(), SizeIs(1));
    EXPECT_TRUE(world.maya().report);  // by then it is known
    EXPECT_THAT(world.processes(), SizeIs(1));
}

TEST_F(LaunchWithAShare, ThatHangsStopsOnAFarmAndWhereItIsStrict) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    for (const char* variable : {"SLIPWAY_MODE=farm", "SLIPWAY_STRICT=1"}) {
        world.forgetShares();
        Command command = world.mayaCommand();
        command.environment.push_back(variable);
        const Ended ended = run(command);
        EXPECT_EQ(ended.code, 125) << variable << ended;
        EXPECT_THAT(ended.errors, HasSubstr("share' does not answer")) << variable;
    }
}

TEST_F(LaunchWithAShare, ThatHungLeavesOneProcessBehindHoweverOftenItIsTried) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    for (int i = 0; i < 10; ++i) expectWithoutWhatIsBeneath(world.maya());
    EXPECT_THAT(world.processes(), SizeIs(1));
}

TEST_F(LaunchWithAShare, ThatIsRememberedToHangStartsNoProcess) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    world.maya();
    const Traced traced = trace(world.mayaCommand());
    EXPECT_TRUE(readReport(traced.ended.output)) << traced.ended;
    EXPECT_THAT(named(traced.untilTheApplication(), kStarting), IsEmpty());
}

TEST_F(LaunchWithAShare, ThatHungUsesItAgainOnceItAnswers) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    expectWithoutWhatIsBeneath(world.maya());
    world.share.become(ShareMode::kGood);
    world.waitUntilAlone();
    const Launch launched = world.maya();
    EXPECT_EQ(launched[ShareWorld::kBeneath], world / "share/beneath-1.0/lib") << launched;
    EXPECT_EQ(launched.said(), "");
}

TEST_F(LaunchWithAShare, ThatHangsLetsGoOfTheCallersOutput) {
    warmCache(world);
    const std::string fifo = world / "output";
    ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
    const int reader = open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    world.share.become(ShareMode::kHangs);
    Command command = world.mayaCommand();
    command.prepare = [&] {
        const int writer = open(fifo.c_str(), O_WRONLY);
        dup2(writer, 1);
        dup2(writer, 2);
        close(writer);
    };
    const Ended ended = run(command);
    EXPECT_EQ(ended.code, 0) << ended;
    char block[65536];
    ssize_t size = 0;
    std::string text;
    while ((size = read(reader, block, sizeof block)) > 0) {
        text.append(block, static_cast<std::size_t>(size));
    }
    close(reader);
    EXPECT_EQ(size, 0) << "somebody still has it open";
    EXPECT_THAT(text, HasSubstr("does not answer"));
}

TEST_F(LaunchWithAShare, ThatHangsGivesTheApplicationNoChildAndNoSignal) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    Command command = world.mayaCommand();
    command.prepare = [] {
        sigset_t ends;
        sigemptyset(&ends);
        sigaddset(&ends, SIGCHLD);
        sigprocmask(SIG_BLOCK, &ends, nullptr);
    };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.report->pending, Not(Contains(SIGCHLD)));
    EXPECT_THAT(launched.report->blocked, Contains(SIGCHLD));

    world.forgetShares();
    world.write("opt/maya2024/bin/maya",
                "#!/bin/sh\n"
                "for file in /proc/[0-9]*/status; do\n"
                "    while read -r key value; do\n"
                "        [ \"$key $value\" != \"PPid: $$\" ] || echo \"$file\"\n"
                "    done 2>/dev/null <\"$file\"\n"
                "done\n");
    EXPECT_EQ(world.maya().ended.output, "");
}

TEST_F(LaunchWithAShare, BehindALinkKnowsThatItIsOne) {
    std::filesystem::create_symlink(world / "share", world / "linked");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/linked");
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    const Launch launched = world.maya();
    expectKnownOfLast(launched);
    EXPECT_EQ(launched[ShareWorld::kBeneath], std::nullopt) << launched;
}

TEST_F(LaunchWithAShare, ThatOnePluginIsALinkToKnowsThatItIsOne) {
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio");
    std::filesystem::create_symlink(world / "share/plain-1.0", world / "studio/plain-1.0");
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    expectKnownOfLast(world.maya());
}

TEST_F(LaunchWithAShare, ThatWasMountedSinceTheLastOneDoesNotHangInIt) {
    world.integration("local/plain-1.0", "ON_SHARE.set = 'yes'");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio:$SANDBOX/local");
    warmCache(world);
    const Share over(world / "other", world / "local", world / "other-control");
    over.become(ShareMode::kHangs);
    expectKnownOfLast(world.maya());
}

TEST_F(LaunchWithAShare, WhoseMemoryIsDamagedOrSomebodyElsesAsksIt) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    world.maya();
    world.share.become(ShareMode::kGood);
    world.waitUntilAlone();
    const auto folder = world / "home/.cache/slipway/shares";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        std::filesystem::resize_file(file.path(), 17);
    }
    EXPECT_EQ(world.maya().said(), "");
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::all);
    EXPECT_EQ(world.maya().said(), "");
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(LaunchWithAShare, ThatHoldsTheHomeGoesOnWithoutWhatIsInIt) {
    world.set("HOME", "$SANDBOX/share/home");
    world.set("XDG_CONFIG_HOME", "$SANDBOX/share/home/.config");
    world.set("XDG_DATA_HOME", "$SANDBOX/share/home/.local/share");
    world.set("XDG_CACHE_HOME", "$SANDBOX/share/home/.cache");
    world.set("SLIPWAY_PLUGIN_PATH", "$SANDBOX/studio");
    world.share.become(ShareMode::kHangs);
    const Launch launched = world.maya();
    EXPECT_TRUE(launched.report) << launched;
}

TEST_F(LaunchWithAShare, ThatHangsIsExplainedListedAndExaminedWithoutHanging) {
    warmCache(world);
    world.share.become(ShareMode::kHangs);
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"explain", "maya"}, {"list"}, {"doctor"}, {"check"}}) {
        const Ended ended = world.slipway(arguments);
        EXPECT_FALSE(ended.timedOut) << arguments[0];
        EXPECT_THAT(ended.output + ended.errors, HasSubstr("does not answer")) << arguments[0];
    }
}

}  // namespace
}  // namespace slipway::test
