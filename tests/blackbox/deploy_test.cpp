// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway deploy`: spec 3.2.

#include "tests/blackbox/deploy.h"

#include <future>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TEST_F(Deploy, ManyTimesAtOnceIsOneAfterTheOther) {
    std::vector<std::future<Ended>> deploying;
    for (int i = 0; i < 4; ++i) {
        deploying.push_back(
            std::async(std::launch::async, [&] { return deploy("build", {"maya"}); }));
    }
    for (auto& each : deploying) {
        const Ended ended = each.get();
        EXPECT_EQ(ended.code, 0) << ended;
    }
    EXPECT_EQ(ask({"--version"}).code, 0);
}

TEST_F(Deploy, ShowsItsShimsAndInstallsNoneElsewhere) {
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    world.set("PATH", "$SANDBOX/share/$PLATFORM");
    EXPECT_THAT(ask({"status"}).output, HasSubstr(world / "share/$PLATFORM/maya$EXE"));
    const Ended ended = ask({"install", "maya"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_FALSE(fs::exists(world / "home/.local/share/slipway/bin"));
}

TEST_F(Deploy, RefusesWhatIsNotThere) {
    EXPECT_EQ(deploy("build", {"nobody"}).code, 1);
    EXPECT_FALSE(fs::exists(world / "share"));
    EXPECT_EQ(deploy("build", {"maya@2024"}).code, 1);
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    EXPECT_EQ(deploy("build", {"--list", "maya"}).code, 2);
}

TEST_F(Deploy, GivesNoShimANameThatNoneCanHave) {
    for (const char* name : {"slipway", "slipway-shim", ".hidden"}) {
        world.plugin("studio/odd-1.0",
                     "slipway = 1\n[[application]]\nname = 'odd'\nfind.$PLATFORM = "
                     "['$SANDBOX/opt/maya{version}/bin/maya$EXE']\n"
                     "[application.commands.'" +
                         std::string(name) + "']\nexecutable = 'maya'\n");
        const Ended ended = deploy("build", {"odd"});
        EXPECT_EQ(ended.code, 1) << name;
        EXPECT_THAT(ended.errors, HasSubstr("cannot be the name of a shim")) << name;
        EXPECT_FALSE(fs::exists(world / "share")) << name;
    }
}

TEST_F(Deploy, IsTheStudioThatItsOwnSlipwaySees) {
    ASSERT_EQ(deploy("build", {"maya"}).code, 0);
    world.unset("SLIPWAY_PLUGIN_PATH");
    world.plugin("share/plugins/tools-1.0",
                 "slipway = 1\n[[application]]\nname = 'tools'\nfind.$PLATFORM = "
                 "['$SANDBOX/opt/maya{version}/bin/maya$EXE']\n");
    EXPECT_THAT(ask({"list"}).output, HasSubstr("tools"));
    world.write("share/slipway-site.toml", "plugin_path = = 1\n");
    EXPECT_EQ(ask({"check"}).code, 1);
    EXPECT_THAT(ask({"doctor"}).output, HasSubstr("slipway-site.toml:1:"));
}

TEST_F(Deploy, ListsNothingWhereNothingIsDeployed) {
    EXPECT_EQ(deploy("build", {"--list"}).code, 1);
    EXPECT_EQ(run(world.command(world / "build/slipway$EXE", {"deploy", "", "maya"})).code, 2);
}

}  // namespace
}  // namespace slipway::test
