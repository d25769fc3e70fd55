// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.8: published indexes.

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <nlohmann/json.hpp>

#include "tests/support/sandbox.h"
#include "tests/support/system_calls.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Index : public ::testing::Test {
  protected:
    Index() {
        plugin("one-1.0", "first");
        ended = publish();
    }

    fs::path plugin(const std::string& folder, const std::string& value) const {
        return world.integration("studio/" + folder, "VALUE.append = '" + value + "'");
    }
    Ended publish(std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"index", (world / "studio").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return world.slipway(arguments);
    }
    std::string value() {
        launched.emplace(world.maya());
        EXPECT_TRUE(launched->report) << *launched;
        return (*launched)["VALUE"].value_or("(unset)");
    }
    fs::path file() const { return world / "studio/.slipway/index"; }

    MayaSandbox world;
    Ended ended;
    std::optional<Launch> launched;
};

TEST_F(Index, IsWhatLaunchesGoByUntilTheNextIsPublished) {
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(value(), "first");
    plugin("one-1.0", "edited");
    plugin("two-1.0", "added");
    EXPECT_EQ(value(), "first");
    EXPECT_EQ(launched->said(), "");
    EXPECT_THAT(publish().output,
                AllOf(HasSubstr("added: two-1.0"), HasSubstr("changed: one-1.0")));
    EXPECT_EQ(value(), "edited:added");
    fs::remove_all(world / "studio/one-1.0");
    EXPECT_EQ(value(), "edited:added");
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

TEST_F(Index, CostsTheSameFewFileOperationsForAnyNumberOfPlugins) {
    const auto beneath = [&] {
        warmCache(world);
        const std::string root = (world / "studio").string();
        std::vector<SystemCall> calls = trace(world.mayaCommand()).untilTheApplication();
        int descriptor = -1;
        std::size_t count = 0;
        for (const SystemCall& call : calls) {
            const bool isOpened = call.name.starts_with("open") && call.path.starts_with(root);
            const bool isBeneath =
                call.path.starts_with(root) ||
                (descriptor >= 0 && call.directory == std::to_string(descriptor));
            if (isOpened) descriptor = std::stoi(call.line.substr(call.line.rfind('=') + 1));
            if (isBeneath) ++count;
            // What is opened next has the same number.
            if (isBeneath && call.name == "close") descriptor = -1;
        }
        return count;
    };
    const std::size_t ofOne = beneath();
    EXPECT_LE(ofOne, 5u);
    EXPECT_GE(ofOne, 2u);
    for (int i = 0; i < 100; ++i) plugin("more-" + std::to_string(i) + "-1.0", "x");
    publish();
    EXPECT_EQ(beneath(), ofOne);
}

TEST_F(Index, PublishesABrokenPluginAsBroken) {
    world.plugin("studio/two-2.0", "slipway = 1\nx = [\n");
    plugin("two-1.0", "old");
    const Ended published = publish();
    EXPECT_EQ(published.code, 1);
    EXPECT_THAT(published.output,
                AllOf(HasSubstr("two-2.0/slipway.toml:2:"), HasSubstr("published")));
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
                                        HasSubstr("slipway index")));
    world.set("SLIPWAY_STRICT", "1");
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST_F(Index, ThatOthersCanWriteIsNotBelieved) {
    plugin("one-1.0", "edited");
    fs::permissions(file(), fs::perms::others_write, fs::perm_options::add);
    EXPECT_EQ(value(), "edited");
    EXPECT_THAT(launched->said(), HasSubstr("is writable by everyone"));
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_EQ(world.maya().ended.code, 125);
    fs::permissions(file(), fs::perms::others_write, fs::perm_options::remove);
    EXPECT_EQ(value(), "first");
    fs::permissions(file().parent_path(), fs::perms::others_write, fs::perm_options::add);
    EXPECT_EQ(world.maya().ended.code, 125);
}

TEST_F(Index, ThatOthersCanWriteIsMendedByPublishingItAgain) {
    fs::permissions(file().parent_path(), fs::perms::all);
    publish();
    EXPECT_EQ(value(), "first");
    EXPECT_EQ(launched->said(), "");
}

TEST_F(Index, CanBeReadByWhoCanReadTheRootWhateverTheUmask) {
    publish({"--remove"});
    const mode_t before = ::umask(0077);
    publish();
    ::umask(before);
    struct stat facts {};
    ASSERT_EQ(::stat(file().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0644u);
    ASSERT_EQ(::stat(file().parent_path().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0755u);
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
