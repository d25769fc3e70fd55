// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The record of launches on this host, and `slipway log`, which shows it.

#include "tests/blackbox/launch_record.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/support/rights.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(LaunchRecord, TellsOfEachLaunchWhatCameAbout) {
    const Launch launched = world.maya({"--secret-argument"});
    const Json told = launches();
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0]["launch_id"], *launched["SLIPWAY_LAUNCH_ID"]);
    EXPECT_EQ(told[0]["command"], "maya");
    EXPECT_EQ(told[0]["application"], (Json{{"name", "maya"},
                                            {"identifier", "maya_2024"},
                                            {"version", "2024"},
                                            {"path", world.executable().string()},
                                            {"chosen_by", "newest"}}));
    EXPECT_EQ(told[0]["mode"], "interactive");
    EXPECT_EQ(told[0]["outcome"], "launched");
    EXPECT_EQ(told[0]["exit_code"], nullptr);
    EXPECT_EQ(told[0]["warning_count"], 0);
    EXPECT_THAT(readFile(record), Not(HasSubstr("secret")));
}

TEST_F(LaunchRecord, TellsWhatWasWarnedOfAndWhyALaunchWasRefused) {
    breakAPlugin();
    world.maya();
    world.set("SLIPWAY_STRICT", "1");
    world.maya();
    const Json told = launches();
    ASSERT_THAT(told, SizeIs(2));
    EXPECT_EQ(told[0]["outcome"], "launched");
    EXPECT_EQ(told[0]["warning_count"], 1);
    EXPECT_THAT(told[0]["warnings"].dump(), HasSubstr("broken-1.0"));
    EXPECT_EQ(told[1]["outcome"], "refused");
    EXPECT_EQ(told[1]["exit_code"], 125);
    EXPECT_THAT(told[1]["reason"], HasSubstr("SLIPWAY_STRICT=1"));
    const Ended text = log();
    EXPECT_EQ(text.code, 0);
    EXPECT_THAT(text.output,
                AllOf(HasSubstr("WHEN"), HasSubstr("maya_2024"), HasSubstr("launched"),
                      HasSubstr("refused, 125"), HasSubstr(native("broken-1.0/slipway.toml")),
                      HasSubstr("SLIPWAY_STRICT=1")));
    EXPECT_EQ(text.errors, "");
}

TEST_F(LaunchRecord, TellsOfRunAsOfAShim) {
    world.maya();
    world.slipway({"run", "maya"});
    world.slipway({"run", "maya@2031"});
    Json told = launches();
    ASSERT_THAT(told, SizeIs(3));
    EXPECT_EQ(told[2]["exit_code"], 127);
    EXPECT_THAT(told[2]["reason"], HasSubstr("2031"));
    for (Json& each : told) {
        for (const char* own : {"time", "launch_id", "catalogue"}) each.erase(own);
    }
    EXPECT_EQ(told[1], told[0]);
}

TEST_F(LaunchRecord, IsFilteredByApplicationVersionOutcomeAndLaunch) {
    world.installation("maya", "2023");
    world.application("nuke", {"15.1"});
    world.install({"nuke"});
    world.maya();
    world.launch("nuke");
    world.set("SLIPWAY_USE", "maya=2023");
    const Launch older = world.maya();
    breakAPlugin();
    world.launch("nuke");
    world.set("SLIPWAY_MODE", "farm");
    world.launch("nuke");
    EXPECT_THAT(launches(), SizeIs(5));
    EXPECT_THAT(launches({"--app", "maya"}), SizeIs(2));
    EXPECT_THAT(launches({"--app", "maya@2023"}), SizeIs(1));
    EXPECT_THAT(launches({"--app", "nuke_15.1"}), SizeIs(3));
    EXPECT_THAT(launches({"--warned"}), SizeIs(2));
    EXPECT_THAT(launches({"--refused"}), SizeIs(1));
    EXPECT_THAT(launches({"--app", "maya", "--refused"}), SizeIs(0));
    EXPECT_THAT(launches({"--launch", older["SLIPWAY_LAUNCH_ID"]->substr(0, 8)}), SizeIs(1));
    EXPECT_THAT(launches({"-n", "2"}), SizeIs(2));
    EXPECT_EQ(log({"--app", "houdini"}).code, 1);
    EXPECT_EQ(log({"-n", "none"}).code, 2);
    EXPECT_THAT(log({"--long", "-n", "1"}).output, HasSubstr("executable  "));
}

TEST_F(LaunchRecord, IsTurnedOffByThePolicy) {
    warmCache(world);
    world.maya();
    const std::size_t before = lines();
    configure("[policy]\nrecord = false\n");
    world.maya();
    world.maya();
    world.slipway({"run", "maya"});
    EXPECT_EQ(lines(), before);
    EXPECT_THAT(log().errors, HasSubstr("[policy] says record = false"));
    EXPECT_EQ(Json::parse(log({"--json"}).output)["recording"], false);
    configure("[policy]\nrecord = true\n");
    world.maya();
    EXPECT_EQ(lines(), before + 1);
}

TEST_F(LaunchRecord, OfNothingIsNothing) {
    const Ended none = log();
    EXPECT_EQ(none.code, 0);
    EXPECT_EQ(none.output, "No launch is recorded yet.\n");
    EXPECT_THAT(launches(), SizeIs(0));
}

TEST_F(LaunchRecord, LeavesOutWhatIsNoLine) {
    world.maya();
    const std::string whole = readFile(record);
    world.write(record, "rubbish\n\n\tcommand=x\n" + whole +
                            "time=\x1b[31m\tcommand=\x1b[2J\toutcome=1\n" +
                            whole.substr(0, whole.size() / 3));
    fs::permissions(record, fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_THAT(launches(), SizeIs(2));
    EXPECT_THAT(log().output, Not(HasSubstr("\x1b")));
}

TEST_F(LaunchRecord, KeepsLongTextsShort) {
    for (int i = 0; i < 50; ++i) {
        world.plugin("studio/broken-" + std::to_string(i),
                     "slipway = 1\n[integration]\nwhen = '" + std::string(5000, 'x') + "ä'\n");
    }
    world.maya();
    EXPECT_LT(fs::file_size(record), 16 * 1024);
    const Json told = launches();
    EXPECT_EQ(told[0]["warning_count"], 50);
    EXPECT_LT(told[0]["warnings"].size(), 50);
}

TEST_F(LaunchRecord, TellsOnceOfALaunchWhoseExecutableDoesNotStart) {
    world.write("opt/maya2024/bin/maya$EXE", "\x7f");
    fs::resize_file(world.executable(), 100);
    const Launch failed = world.maya();
    EXPECT_EQ(failed.ended.code, 126) << failed;
    const Json told = launches();
    ASSERT_THAT(told, SizeIs(1));
    EXPECT_EQ(told[0]["exit_code"], 126);
    EXPECT_THAT(told[0]["reason"], HasSubstr("cannot start"));
}

TEST_F(LaunchRecord, IsNothingWhereItCannotBeWritten) {
    warmCache(world);
    fs::remove(record);
    fs::create_directory(record);
    const Launch launched = world.maya();
    EXPECT_TRUE(launched.report);
    EXPECT_EQ(launched.said(), "");
}

// A process takes as long on Windows as ten do elsewhere.
const std::size_t kAtOnce = kHost.name == "windows" ? 12 : 200;

TEST_F(LaunchRecord, HasALineOfEachOfManyLaunchesAtOnce) {
    warmCache(world);
    const std::size_t before = lines();
    std::set<std::string> ids;
    for (const Launch& launched : launchAtOnce(world.mayaCommand(), kAtOnce)) {
        ids.insert(launched["SLIPWAY_LAUNCH_ID"].value_or(""));
    }
    EXPECT_EQ(lines(), before + kAtOnce);
    std::set<std::string> told;
    for (const Json& each : launches({"-n", std::to_string(kAtOnce)}))
        told.insert(each["launch_id"]);
    EXPECT_EQ(told, ids);
}

// A full one is set aside, once, by whoever comes first.
TEST_F(LaunchRecord, IsTwoFilesOfABoundedSize) {
    warmCache(world);
    constexpr std::size_t kBound = 256 * 1024;
    const std::string line = readFile(record);
    std::string full;
    while (full.size() < kBound) full += line;
    world.write(record, full);
    letOthersOnlyRead(record);
    launchAtOnce(world.mayaCommand(), kAtOnce);
    const fs::path old = record.string() + ".old";
    ASSERT_TRUE(fs::exists(old));
    EXPECT_GE(fs::file_size(old), kBound);
    EXPECT_LT(fs::file_size(old), kBound + (kAtOnce + 1) * line.size());
    EXPECT_LT(fs::file_size(record), (kAtOnce + 1) * line.size());
    const std::string both = readFile(old) + readFile(record);
    EXPECT_EQ(std::ranges::count(both, '\n'),
              std::ranges::count(full, '\n') + std::ptrdiff_t(kAtOnce));
    EXPECT_THAT(launches({"-n", "1"}), SizeIs(1));
}

TEST_F(LaunchRecord, HasNothingOfABypass) {
    warmCache(world);
    const auto before = lines();
    world.set("SLIPWAY_BYPASS", "1");
    world.maya();
    world.slipway({"run", "maya"});
    EXPECT_EQ(lines(), before);
}

TEST_F(LaunchRecord, ShowsNoSecretThatAManifestOrTheEnvironmentHolds) {
    world.set("STUDIO_TOKEN", "canary-4711");
    world.set("SLIPWAY_CONTEXT", R"({"id": "t-1", "API_TOKEN": "canary-4711"})");
    world.integration("studio/one-1.0", "MY_PASSWORD.set = 'canary-4712'\n");
    breakAPlugin();
    world.maya({"--token=canary-4713"});
    world.set("SLIPWAY_STRICT", "1");
    world.maya({"--token=canary-4713"});
    for (const std::string& text : {readFile(record), log({"--long"}).output}) {
        EXPECT_THAT(text, Not(HasSubstr("canary")));
    }
}

}  // namespace
}  // namespace slipway::test
