// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// SLIPWAY_LOG and SLIPWAY_LOG_FILE (spec 2.5): how much a launch says, and its line in a file.

#include "tests/blackbox/log.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

#include "tests/support/rights.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Windows has no regular expressions of its own, and GoogleTest's are few.
MATCHER_P(Holds, pattern, "") {
    return std::regex_search(arg, std::regex(pattern));
}

TEST_F(Log, HasOneLineALaunchWithTheSameFieldsAlways) {
    const Launch launched = world.maya();
    EXPECT_EQ(launched.said(), "");
    EXPECT_THAT(text(),
                Holds("^time=20[0-9-]+T[0-9:.]+Z\tlaunch=[0-9a-f-]{36}\t"
                      "command=maya\tname=maya\tapplication=maya_2024\tversion=2024\t"
                      "executable=[^\t]+\tchosen_by=[^\t]+\tmode=interactive\tcatalogue=compiled\t"
                      "warnings=0\toutcome=launched\treason=\n$"));
    EXPECT_THAT(text(), HasSubstr("\texecutable=" + world.executable().string() + "\t"));
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
    EXPECT_THAT(text(), Holds("\twarnings=1\toutcome=launched\treason=\twarning=[^\t]*broken-1.0"));
    fs::remove(file);
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(world.maya().ended.code, 125);
    EXPECT_THAT(text(), Holds("\twarnings=1\toutcome=125\treason=not launched, since [^\t]*\t"
                              "warning=[^\t]*broken-1.0"));
}

TEST_F(Log, TellsOfCompilationsWhereItIsAskedForMore) {
    world.set("SLIPWAY_LOG", "debug");
    world.maya();
    EXPECT_THAT(text(), Holds("^time=[^\t]+Z\tcompiled=maya\twitnesses=[1-9][0-9]*\tbytes="));
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

TEST_F(Log, ThatCannotBeWrittenIsNothing) {
    for (const char* place : {"$SANDBOX/missing/log", "$SANDBOX", ""}) {
        world.set("SLIPWAY_LOG_FILE", place);
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, 0) << place;
        EXPECT_EQ(launched.said(), "") << place;
    }
}

TEST_F(Log, ThatLeadsToADeviceOrTheRootIsNothing) {
    const bool isWindows = kHost.name == "windows";
    for (const char* place : {isWindows ? "\\\\.\\NUL" : "/dev/full", isWindows ? "C:\\" : "/"}) {
        world.set("SLIPWAY_LOG_FILE", place);
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, 0) << place;
        EXPECT_EQ(launched.said(), "") << place;
    }
}

TEST_F(Log, LeavesAFileThatOthersCanWriteOrThatIsSomebodyElsesAsItIs) {
    world.write("log", "as it was\n");
    letOthersWrite(file);
    EXPECT_EQ(world.maya().ended.code, 0);
    EXPECT_EQ(text(), "as it was\n");
    letOthersOnlyRead(file);
    giveToAnother(file);
    EXPECT_EQ(world.maya().ended.code, 0);
    EXPECT_EQ(text(), "as it was\n");
}

TEST_F(Log, HasAWholeLineOfEachOfSeveralLaunchesAtOnce) {
    warmCache(world);
    fs::remove(file);
    constexpr std::size_t kAtOnce = 8;
    const std::vector<Launch> launches = launchAtOnce(world.mayaCommand(), kAtOnce);
    const std::string lines = text();
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(lines, '\n')), kAtOnce) << lines;
    for (const Launch& launched : launches) {
        const std::string id = launched["SLIPWAY_LAUNCH_ID"].value_or("none");
        EXPECT_THAT(lines, Holds("(^|\n)time=[^\t]+\tlaunch=" + id +
                                 "\t[^\n]*\toutcome=launched\treason=\n"));
    }
}

TEST_F(Log, HasNoLineThatAManifestMade) {
    world.plugin("studio/a-definitions-1.0",
                 "slipway = 1\n[[application]]\nname = \"maya\"\nvariant = \"a\\nb\\tc\"\n");
    world.maya();
    const std::string lines = text();
    EXPECT_EQ(std::ranges::count(lines, '\n'), 1) << lines;
    EXPECT_THAT(lines, HasSubstr("\tapplication=maya_a?b?c\t"));
}

TEST_F(Log, HasALaunchWithoutACatalogueToo) {
    fs::copy_file(shimExecutable(), world.makeFolder("alone") / world.shim("maya").filename());
    world.set("PATH", "$SANDBOX/opt/maya2024/bin");
    EXPECT_TRUE(launch(world.command(world / "alone/maya$EXE")).report);
    EXPECT_THAT(text(), AllOf(HasSubstr("\tcommand=maya\t"),
                              HasSubstr("\texecutable=" + world.executable().string() + "\t"),
                              HasSubstr("\tcatalogue=none\twarnings=1\toutcome=launched\t")));
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
    EXPECT_THAT(text(), Holds("\twarnings=1\toutcome=launched\t"));
    EXPECT_THAT(text(), Holds("\twarnings=1\toutcome=125\treason=not launched"));
    world.set("SLIPWAY_LOG", "off");
    EXPECT_EQ(world.slipway({"run", "maya"}).errors, "");
}

}  // namespace
}  // namespace slipway::test
