// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4, "Finding installations": `version = { ask = […], pattern = "…" }`, asked once,
// remembered while the file is the same.

#include "tests/blackbox/asking.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/rights.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST_F(AskedVersion, IsTheVersionEverywhere) {
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(seen(), "3.1");
    EXPECT_EQ(said, "");
}

TEST_F(AskedVersion, IsExplained) {
    const Json application = explained()["application"];
    EXPECT_EQ(application["version"], "3.1");
    const Json installation = application["installations"].at(0);
    EXPECT_THAT(installation["version_source"].get<std::string>(), HasSubstr("'--version'"));
    EXPECT_EQ(installation["manifest"], (world / "studio/painter-app/slipway.toml").string());
    EXPECT_EQ(installation["line"], 4);
    EXPECT_THAT(world.slipway({"explain", "painter"}).output,
                AllOf(HasSubstr("'--version'"),
                      HasSubstr(native("studio/painter-app/slipway.toml") + ":4")));
}

TEST_F(AskedVersion, IsAskedForOnceWhateverManifestsSay) {
    EXPECT_EQ(seen(), "3.1");
    manifest("{version}");
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(timesAsked(), 1u);
}

TEST_F(AskedVersion, IsAskedForAgainWhenTheFileIsAnother) {
    EXPECT_EQ(seen(), "3.1");
    answers({.says = "Painter 3.2"});
    EXPECT_EQ(seen(), "3.2");
    EXPECT_EQ(listed(), "3.2");
    EXPECT_EQ(timesAsked(), 2u);
}

TEST_F(AskedVersion, IsRememberedNowhereWithTheCacheOff) {
    world.set("SLIPWAY_CACHE", "off");
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(timesAsked(), 2u);
    EXPECT_FALSE(fs::exists(memory));
}

TEST_F(AskedVersion, MayBePrintedToStandardError) {
    answers({.complains = "Painter 3.3"});
    EXPECT_EQ(listed(), "3.3");
}

TEST_F(AskedVersion, OfOneThatFailsIsUnknownAndTheLaunchSaysSo) {
    answers({.says = "Painter 3.1", .code = 3});
    EXPECT_EQ(seen(), "unknown");
    EXPECT_THAT(said, AllOf(StartsWith("slipway: "), HasSubstr("does not tell its version"),
                            HasSubstr("it ended with exit code 3")));
    EXPECT_EQ(listed(), nullptr);
    EXPECT_THAT(explained()["diagnostics"].dump(),
                AllOf(HasSubstr("version-unknown"), HasSubstr("it ended with exit code 3")));
    EXPECT_EQ(timesAsked(), 1u) << "that it failed is remembered";
}

TEST_F(AskedVersion, OfOneThatPrintsNothingFittingIsUnknown) {
    answers({.says = "Sculptor 3.1"});
    EXPECT_THAT(explained()["diagnostics"].dump(), HasSubstr("'Painter {version}'"));
    EXPECT_EQ(listed(), nullptr);
}

TEST_F(AskedVersion, IsAskedForAgainWhereTheMemoryIsDamaged) {
    listed();
    ASSERT_EQ(remembered().size(), 1u);
    const fs::path file = remembered()[0];
    const std::string whole = readFile(file);
    std::size_t times = 1;
    for (const std::string& damaged :
         {std::string(), whole.substr(0, whole.size() - 2), "x" + whole, whole + "4"}) {
        std::ofstream(file, std::ios::binary) << damaged;
        EXPECT_EQ(listed(), "3.1");
        EXPECT_EQ(timesAsked(), ++times);
        EXPECT_EQ(listed(), "3.1");
        EXPECT_EQ(timesAsked(), times) << "it is whole again";
    }
    letOthersWrite(file);
    EXPECT_EQ(listed(), "3.1");
    EXPECT_EQ(timesAsked(), ++times) << "others could have written it";
}

// Five seconds of waiting, once.
TEST_F(AskedVersion, OfOneThatHangsIsUnknownAndNothingOfItStays) {
    answers({.says = "Painter 3.1", .hangs = true});
    EXPECT_EQ(listed(), nullptr);
    EXPECT_EQ(listed(), nullptr);
    EXPECT_EQ(timesAsked(), 1u);
    EXPECT_THAT(explained()["diagnostics"].dump(), HasSubstr("it did not end within 5 s"));
    EXPECT_TRUE(isLeftByAll(world, "opt/painter/bin/teller"));
}

TEST_F(AskedVersion, IsNotWaitedForLongerThanTheOneThatIsAskedRuns) {
    answers({.says = "Painter 3.1", .leaves = true});
    EXPECT_EQ(listed(), "3.1");
    EXPECT_TRUE(isLeftByAll(world, "opt/painter/bin/teller"));
}

TEST_F(AskedVersion, IsFoundInAFloodOfOutput) {
    answers({.says = "Painter 3.1\n" + std::string(300'000, '0')});
    EXPECT_EQ(listed(), "3.1");
}

TEST_F(AskedVersion, OfAShimIsNeverAskedFor) {
    world.plugin("studio/painter-app",
                 "slipway = 1\n[[application]]\nname = 'painter'\nfind = [{ path = "
                 "'$SANDBOX/shims/painter$EXE', version = { ask = ['--version'], pattern = "
                 "'Painter {version}' } }]\n");
    EXPECT_EQ(listed(), nullptr);
    EXPECT_THAT(explained()["diagnostics"].dump(), HasSubstr("it is a shim of Slipway"));
}

TEST_F(AskedVersion, OfAWrapperThatCallsAShimIsAskedForOnce) {
    const Place wrapper = writeScript(world, "tools/wrapper", {.calls = world.shim("painter")});
    world.plugin("studio/painter-app",
                 "slipway = 1\n[[application]]\nname = 'painter'\nfind = [{ path = '" +
                     wrapper.string() +
                     "', version = { ask = ['--version'], pattern = 'Painter {version}' } }]\n");
    EXPECT_EQ(listed(), nullptr) << "the shim must not ask again";
}

}  // namespace
}  // namespace slipway::test
