// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// SLIPWAY_LOG and SLIPWAY_LOG_FILE (spec 2.5): how much a launch says, and its line in a file.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/sandbox.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

class Log : public ::testing::Test {
  protected:
    Log() {
        world.set("SLIPWAY_LOG", "info");
        world.set("SLIPWAY_LOG_FILE", "$SANDBOX/log");
    }

    void breakAPlugin() { world.plugin("studio/broken-1.0", "slipway = 1\n[[integration"); }
    std::string text() const { return fs::exists(file) ? readFile(file) : "there is none"; }

    MayaSandbox world;
    const fs::path file = world / "log";
};

TEST_F(Log, HasOneLineALaunchWithTheSameFieldsAlways) {
    const Launch launched = world.maya();
    EXPECT_EQ(launched.said(), "");
    EXPECT_THAT(text(),
                MatchesRegex("time=20[0-9-]+T[0-9:.]+Z\tlaunch=[0-9a-f-]{36}\t"
                             "command=maya\tname=maya\tapplication=maya_2024\tversion=2024\t"
                             "executable=" +
                             world.executable().string() +
                             "\tchosen_by=[^\t]+\tmode=interactive\tcatalogue=compiled\t"
                             "warnings=0\toutcome=launched\treason=\n"));
    EXPECT_THAT(text(), HasSubstr("launch=" + launched["SLIPWAY_LAUNCH_ID"].value()));
}

TEST_F(Log, TellsACatalogueThatWasKeptFromOneThatWasCompiled) {
    warmCache(world);
    fs::remove(file);
    world.maya();
    EXPECT_THAT(text(), HasSubstr("\tcatalogue=kept\t"));
}

TEST_F(Log, CountsWarningsAndNamesRefusals) {
    breakAPlugin();
    world.maya();
    EXPECT_THAT(text(),
                ContainsRegex("\twarnings=1\toutcome=launched\treason=\twarning=[^\t]*broken-1.0"));
    fs::remove(file);
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(world.maya().ended.code, 125);
    EXPECT_THAT(text(),
                ContainsRegex("\twarnings=1\toutcome=125\treason=not launched, since [^\t]*\t"
                              "warning=[^\t]*broken-1.0"));
}

TEST_F(Log, TellsOfCompilationsWhereItIsAskedForMore) {
    world.set("SLIPWAY_LOG", "debug");
    world.maya();
    EXPECT_THAT(text(),
                ContainsRegex("^time=[^\t]+Z\tcompiled=maya\twitnesses=[1-9][0-9]*\tbytes="));
    EXPECT_THAT(text(), Not(HasSubstr("rests_on=")));
    fs::remove(file);
    world.set("SLIPWAY_LOG", "trace");
    world.set("SLIPWAY_CACHE", "off");
    world.maya();
    EXPECT_THAT(text(), HasSubstr("\trests_on=" + (world / "studio").string()));
}

TEST_F(Log, IsAddedTo) {
    world.maya();
    world.maya();
    const std::string lines = text();
    EXPECT_EQ(std::ranges::count(lines, '\n'), 2) << lines;
}

TEST_F(Log, IsItsOwnersAlone) {
    world.maya();
    EXPECT_EQ(fs::status(file).permissions(), fs::perms(0600));
}

TEST_F(Log, IsNotWrittenWhereOnlyWarningsAreAskedFor) {
    breakAPlugin();
    world.set("SLIPWAY_LOG", "warn");
    EXPECT_THAT(world.maya().said(), HasSubstr("broken"));
    world.unset("SLIPWAY_LOG");
    world.maya();
    EXPECT_FALSE(fs::exists(file));
}

TEST_F(Log, SilencesWhatWeighsLessThanItsLevel) {
    breakAPlugin();
    world.set("SLIPWAY_LOG", "off");
    EXPECT_EQ(world.maya().said(), "");
    world.set("SLIPWAY_STRICT", "1");
    const Launch refused = world.maya();
    EXPECT_EQ(refused.ended.code, 125);
    EXPECT_EQ(refused.said(), "");
}

TEST_F(Log, SaysWhyItRefusesAtTheLevelOfErrors) {
    breakAPlugin();
    world.set("SLIPWAY_LOG", "error");
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_THAT(world.maya().said(), HasSubstr("slipway: not launched, since SLIPWAY_STRICT=1"));
}

TEST_F(Log, WarnsOfALevelThatIsNoneAndNamesThem) {
    world.set("SLIPWAY_LOG", "verbose");
    EXPECT_THAT(world.maya().said(),
                HasSubstr("SLIPWAY_LOG: 'verbose' is neither 'trace', 'debug', 'info', 'warn', "
                          "'error' nor 'off'"));
    EXPECT_FALSE(fs::exists(file));
}

TEST_F(Log, FollowsNoLink) {
    world.write("target", "as it was");
    fs::create_symlink(world / "target", file);
    EXPECT_EQ(world.maya().ended.code, 0);
    EXPECT_EQ(readFile(world / "target"), "as it was");
}

TEST_F(Log, DoesNotWaitForAFifo) {
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    EXPECT_EQ(world.maya().ended.code, 0);
    const int reader = ::open(file.c_str(), O_RDONLY | O_NONBLOCK);
    EXPECT_EQ(world.maya().ended.code, 0);
    char byte = 0;
    EXPECT_EQ(::read(reader, &byte, 1), 0);  // nobody has written
    ::close(reader);
}

TEST_F(Log, LeavesAFileThatOthersCanWriteAsItIs) {
    world.write("log", "as it was\n");
    fs::permissions(file, fs::perms(0666));
    EXPECT_EQ(world.maya().ended.code, 0);
    EXPECT_EQ(text(), "as it was\n");
}

TEST_F(Log, ThatCannotBeWrittenIsNothing) {
    for (const char* place : {"$SANDBOX/missing/log", "$SANDBOX", "/dev/full", "", "/"}) {
        world.set("SLIPWAY_LOG_FILE", place);
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, 0) << place;
        EXPECT_EQ(launched.said(), "") << place;
    }
}

// A write beyond the limit would end the launch by a signal.
TEST_F(Log, IsNotWrittenBeyondTheLimitOfFiles) {
    warmCache(world);
    const std::string full(100'000, 'x');
    world.write("log", full);
    fs::permissions(file, fs::perms(0600));
    Command command = world.mayaCommand();
    command.prepare = [] {
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    };
    const Launch launched = launch(command);
    EXPECT_EQ(launched.ended.code, 0) << launched;
    EXPECT_TRUE(text() == full);
}

TEST_F(Log, TheLimitOfFilesCostsNoPluginsWhereNothingIsCachedYet) {
    world.integration("studio/one-1.0", "ONE.set = 'yes'");
    world.plugin("studio/large-1.0",
                 "slipway = 1\n[integration]\nwhen = \"env.WANTED = yes\"\nenv.LARGE = '" +
                     std::string(60'000, 'x') + "'\n");
    Command command = world.mayaCommand();
    command.prepare = [] {
        const rlimit limit{50'000, 50'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    };
    const Launch launched = launch(command);
    EXPECT_EQ(launched["ONE"], "yes") << launched;
    EXPECT_EQ(launched.said(), "");
}

TEST_F(Log, HasNoLineThatAManifestMade) {
    world.plugin("studio/a-definitions-1.0",
                 "slipway = 1\n[[application]]\nname = \"maya\"\nvariant = \"a\\nb\\tc\"\n");
    world.maya();
    const std::string lines = text();
    EXPECT_EQ(std::ranges::count(lines, '\n'), 1) << lines;
    EXPECT_THAT(lines, HasSubstr("\tapplication=maya_a?b?c\t"));
}

// The file is no descriptor of the application's, and none of 0 to 2 that came closed.
TEST_F(Log, IsClosedInTheApplication) {
    warmCache(world);
    Command command = world.mayaCommand();
    command.prepare = [] { ::close(2); };
    const Launch launched = launch(command);
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_THAT(launched.ended.errors, IsEmpty());
    for (const auto& [number, descriptor] : launched.report->descriptors) {
        EXPECT_NE(descriptor.target, file.string()) << number;
    }
    EXPECT_THAT(text(), HasSubstr("\toutcome=launched\t"));
}

TEST_F(Log, HasALaunchWithoutACatalogueToo) {
    fs::copy_file(shimExecutable(), world.makeFolder("alone") / "maya");
    world.set("PATH", "$SANDBOX/opt/maya2024/bin");
    EXPECT_TRUE(launch(world.command(world / "alone/maya")).report);
    EXPECT_THAT(text(),
                ContainsRegex("\tcommand=maya\t.*\texecutable=" + world.executable().string() +
                              "\t.*\tcatalogue=none\twarnings=1\toutcome=launched\t"));
}

TEST_F(Log, HasABypassWhereItIsAskedFor) {
    world.set("SLIPWAY_BYPASS", "1");
    world.set("PATH", "$SANDBOX/opt/maya2024/bin");
    EXPECT_TRUE(world.maya().report);
    EXPECT_THAT(text(), HasSubstr("\tcatalogue=none\twarnings=0\toutcome=launched\t"));
}

TEST_F(Log, OfRunIsTheSame) {
    breakAPlugin();
    EXPECT_TRUE(launch(world.command(slipwayExecutable(), {"run", "maya"})).report);
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(world.slipway({"run", "maya"}).code, 125);
    EXPECT_THAT(text(), ContainsRegex("\twarnings=1\toutcome=launched\t"));
    EXPECT_THAT(text(), ContainsRegex("\twarnings=1\toutcome=125\treason=not launched"));
    world.set("SLIPWAY_LOG", "off");
    EXPECT_EQ(world.slipway({"run", "maya"}).errors, "");
}

TEST_F(Log, CostsNothingWhereItIsNotAskedFor) {
    warmCache(world);
    fs::remove(file);
    world.set("SLIPWAY_LOG", "warn");
    for (const SystemCall& call : trace(world.mayaCommand()).untilTheApplication()) {
        EXPECT_FALSE(call.path.contains("/log")) << call.path;
    }
}

}  // namespace
}  // namespace slipway::test
