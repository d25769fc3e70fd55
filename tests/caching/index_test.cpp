// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.8: published indexes.

#include "tests/caching/index.h"

#include <gmock/gmock.h>

#include <fstream>
#include <future>
#include <nlohmann/json.hpp>

#include "tests/support/rights.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Index, IsWhatLaunchesGoByUntilTheNextIsPublished) {
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(value(), "first");
    plugin("one-1.0", "edited");
    plugin("two-1.0", "added");
    EXPECT_EQ(value(), "first");
    EXPECT_EQ(launched->said(), "");
    EXPECT_THAT(publish().output,
                AllOf(HasSubstr("added: two-1.0"), HasSubstr("changed: one-1.0")));
    EXPECT_EQ(value(), list("edited:added"));
    fs::remove_all(world / "studio/one-1.0");
    EXPECT_EQ(value(), list("edited:added"));
    EXPECT_THAT(publish().output, HasSubstr("removed: one-1.0"));
    EXPECT_EQ(value(), "added");
}

TEST_F(Index, RemovedLetsThePluginsCountAgain) {
    plugin("one-1.0", "edited");
    const Ended removed = publish({"--remove"});
    EXPECT_EQ(removed.code, 0) << removed;
    EXPECT_FALSE(fs::exists(world / "studio/.slipway"));
    EXPECT_EQ(value(), "edited");
    EXPECT_EQ(publish({"--remove"}).code, 1);
}

TEST_F(Index, PublishesABrokenPluginAsBroken) {
    world.plugin("studio/two-2.0", "slipway = 1\nx = [\n");
    plugin("two-1.0", "old");
    const Ended published = publish();
    EXPECT_EQ(published.code, 1);
    EXPECT_THAT(published.output,
                AllOf(HasSubstr(native("two-2.0/slipway.toml:2:")), HasSubstr("published")));
    EXPECT_EQ(value(), "first");  // an older copy does not step in
    EXPECT_THAT(launched->said(), HasSubstr("plugin 'two' is left out"));
    const Json json = Json::parse(publish({"--json"}).output);
    EXPECT_EQ(json["plugins"], 4);
    EXPECT_EQ(json["diagnostics"][0]["code"], "syntax");
}

TEST_F(Index, IsSaidToBeOutdatedByCheckAndDoctor) {
    EXPECT_EQ(world.slipway({"check"}).code, 0);
    EXPECT_THAT(world.slipway({"check"}).output, Not(HasSubstr("index")));
    plugin("one-1.0", "edited");
    for (const std::vector<std::string>& verb :
         {std::vector<std::string>{"check"}, {"check", (world / "studio").string()}, {"doctor"}}) {
        EXPECT_THAT(world.slipway(verb).output,
                    AllOf(HasSubstr("does not fit any more"), HasSubstr("changed: one-1.0"),
                          HasSubstr("slipway index")));
    }
    publish();
    EXPECT_THAT(world.slipway({"doctor"}).output, Not(HasSubstr("does not fit")));
}

TEST_F(Index, ThatIsDamagedIsSaidAndThePluginsAreRead) {
    plugin("one-1.0", "edited");
    std::ofstream(file(), std::ios::app) << "x";
    EXPECT_EQ(value(), "edited");
    EXPECT_THAT(launched->said(), AllOf(HasSubstr("index '" + file().string() + "' is damaged"),
                                        HasSubstr("to publish it again: slipway index " +
                                                  std::string(world / "studio") + "\n")));
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST_F(Index, ThatOthersCanWriteIsNotBelieved) {
    plugin("one-1.0", "edited");
    letOthersWrite(file());
    EXPECT_EQ(value(), "edited");
    EXPECT_THAT(launched->said(), HasSubstr("is writable by everyone"));
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_EQ(world.maya().ended.code, 125);
    letOthersOnlyRead(file());
    EXPECT_EQ(value(), "first");
    letOthersWrite(file().parent_path());
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST_F(Index, ThatOthersCanWriteIsMendedByPublishingItAgain) {
    letOthersWrite(file().parent_path());
    publish();
    EXPECT_EQ(value(), "first");
    EXPECT_EQ(launched->said(), "");
}

TEST_F(Index, IsNotMadeOfAFolderWithoutPlugins) {
    world.makeFolder("empty");
    const Ended published = world.slipway({"index", (world / "empty").string()});
    EXPECT_EQ(published.code, 1);
    EXPECT_THAT(published.errors, HasSubstr("holds no plugin"));
    EXPECT_FALSE(fs::exists(world / "empty/.slipway"));
    EXPECT_EQ(world.slipway({"index", (world / "nowhere").string()}).code, 2);
}

TEST_F(Index, IsOneOfTheTwoToLaunchesWhileItIsReplaced) {
    for (int i = 0; i < 20; ++i) {
        plugin("one-1.0", std::to_string(i));
        const Command renew =
            world.command(slipwayExecutable(), {"index", (world / "studio").string()});
        const auto other = std::async(std::launch::async, [&] { return run(renew); });
        const std::string seen = value();
        EXPECT_EQ(launched->said(), "");
        EXPECT_THAT(seen,
                    ::testing::AnyOf(std::to_string(i), i == 0 ? "first" : std::to_string(i - 1)));
        other.wait();
        EXPECT_EQ(value(), std::to_string(i));
    }
}

}  // namespace
}  // namespace slipway::test
