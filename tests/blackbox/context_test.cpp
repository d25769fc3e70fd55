// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.3, "Context": its sources and their order.

#include "tests/blackbox/context.h"

#include <gmock/gmock.h>

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST_F(Contexts, ComeFromSlipwayContext) {
    world.set("SLIPWAY_CONTEXT", R"({"id": "42", "project": "bunny", "site": 7})");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["ID"], "42");
    EXPECT_EQ(launched["PROJECT"], "bunny");
    EXPECT_EQ(launched["SITE"], "7");
    EXPECT_EQ(launched["SHOT"], std::nullopt);
    EXPECT_EQ(launched.said(), "");
}

TEST_F(Contexts, SayWhichKeyHasNoPlainValue) {
    world.set("SLIPWAY_CONTEXT", R"({"id": "42", "project": {"name": "bunny"}})");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["ID"], "42");
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("SLIPWAY_CONTEXT"), HasSubstr("'project'")));
}

TEST_F(Contexts, ComeFromFtracksContextId) {
    world.set("FTRACK_CONTEXTID", "abc-1");
    EXPECT_EQ(world.maya()["ID"], "abc-1");
}

TEST_F(Contexts, ComeFromTheFirstSelectedEntityOfFtracksEvent) {
    // {"selection": [{"entityId": "e1", "entityType": "task"}, {"entityId": "e2"}],
    //  "project": "bunny", "id": "plain"}
    world.set("FTRACK_CONNECT_EVENT",
              "eyJzZWxlY3Rpb24iOiBbeyJlbnRpdHlJZCI6ICJlMSIsICJlbnRpdHlUeXBlIjogInRhc2sifSwgeyJlbn"
              "RpdHlJZCI6ICJlMiJ9XSwgInByb2plY3QiOiAiYnVubnkiLCAiaWQiOiAicGxhaW4ifQ==");
    const Launch launched = world.maya();
    EXPECT_EQ(launched.said(), "");
    EXPECT_EQ(launched["ID"], "e1");
    EXPECT_EQ(launched["TYPE"], "task");
    EXPECT_EQ(launched["PROJECT"], "bunny");
}

TEST_F(Contexts, AreLeftOutWhereFtracksEventIsNone) {
    for (const char* nonsense : {"%%%", "bm90IGpzb24=", "WzFd"}) {
        world.set("FTRACK_CONNECT_EVENT", nonsense);
        const Launch launched = world.maya();
        EXPECT_EQ(launched.ended.code, 0);
        EXPECT_THAT(launched.said(), HasSubstr("FTRACK_CONNECT_EVENT"));
    }
}

TEST_F(Contexts, ComeFromTheWorkingDirectoryAsManySegmentsAsAgree) {
    pathRule();
    const Launch deep = in("projects/bunny/shots/sq10/sh010/work/maya");
    EXPECT_EQ(deep["PROJECT"], "bunny");
    EXPECT_EQ(deep["SEQUENCE"], "sq10");
    EXPECT_EQ(deep["SHOT"], "sh010");
    const Launch halfway = in("projects/bunny/shots/sq10");
    EXPECT_EQ(halfway["SEQUENCE"], "sq10");
    EXPECT_EQ(halfway["SHOT"], std::nullopt);
    const Launch elsewhere = in("projects/bunny/edit/sq10");
    EXPECT_EQ(elsewhere["PROJECT"], "bunny");
    EXPECT_EQ(elsewhere["SEQUENCE"], std::nullopt);
    EXPECT_EQ(in("elsewhere/bunny")["PROJECT"], std::nullopt);
}

TEST_F(Contexts, ComeFromTheRuleThatAgreesFurthest) {
    pathRule();
    const Launch launched = in("projects/bunny/assets/prop_tree");
    EXPECT_EQ(launched["PROJECT"], "bunny");
    EXPECT_EQ(launched["TYPE"], "prop");
    EXPECT_EQ(launched["ASSET"], "tree");
}

TEST_F(Contexts, ComeFromEveryPathOfAPlace) {
    pathRule();
    const Launch launched = world.maya({net + "/duck/shots/a/b/scene.ma"});
    EXPECT_EQ(launched["PROJECT"], "duck");
    EXPECT_EQ(launched["SHOT"], "b");
}

TEST_F(Contexts, ComeFromTheFirstArgumentThatMatchesAheadOfTheWorkingDirectory) {
    pathRule();
    const std::string scene = world.expand("$SANDBOX/projects/duck/shots/a/b/scene.ma");
    const Launch launched = in("projects/bunny", {"-file", "/tmp/x", scene, net + "/goose/shots"});
    EXPECT_EQ(launched["PROJECT"], "duck");
    EXPECT_EQ(launched["SHOT"], "b");
    EXPECT_THAT(launched.said(),
                AllOf(HasSubstr("working directory"), HasSubstr("'bunny'"), HasSubstr("'duck'")));
}

TEST_F(Contexts, ComeFromARelativeArgumentOnlyWhereItExists) {
    pathRule();
    EXPECT_EQ(in("projects", {"bunny/shots/a/b"})["SHOT"], std::nullopt);
    world.makeFolder("projects/bunny/shots/a/b");
    EXPECT_EQ(in("projects", {"bunny/shots/a/b"})["SHOT"], "b");
    EXPECT_EQ(in("projects/bunny/assets", {"../shots/a/b"})["SHOT"], "b");
}

TEST_F(Contexts, DoNotComeFromOptions) {
    pathRule();
    const std::string folder = world.makeFolder("projects/bunny/shots/a/b").string();
    EXPECT_EQ(in("projects", {"--file=" + folder, "-", "", folder + "/\n"})["SHOT"], "b");
    EXPECT_EQ(in("", {"--file=" + folder, "-", ""})["SHOT"], std::nullopt);
}

TEST_F(Contexts, SourceThatContradictsAnEarlierOneIsLeftOutWhole) {
    pathRule();
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    const Launch launched = in("projects/duck/shots/a/b");
    EXPECT_EQ(launched["PROJECT"], "bunny");
    EXPECT_EQ(launched["SHOT"], std::nullopt);
    EXPECT_EQ(launched.ended.code, 0);
    EXPECT_THAT(launched.said(), AllOf(HasSubstr("left out"), HasSubstr("SLIPWAY_CONTEXT")));
    EXPECT_EQ(in("projects/bunny/shots/a/b")["SHOT"], "b");
}

TEST_F(Contexts, SourceThatContradictsAnEarlierOneRefusesInFarmMode) {
    pathRule();
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    world.set("SLIPWAY_MODE", "farm");
    EXPECT_EQ(in("projects/duck").ended.code, 125);
}

TEST_F(Contexts, OfAnotherTypeThanAnApplicationIsListedForNeverRefuseALaunch) {
    world.plugin("studio/types",
                 "slipway = 1\n[[application]]\nname = 'maya'\ncontexts = ['Task']\n");
    world.set("SLIPWAY_CONTEXT", R"({"type": "Shot"})");
    EXPECT_EQ(world.maya().ended.code, 0);
    EXPECT_EQ(world.maya()["TYPE"], "Shot");
}

TEST_F(Contexts, AreFilledByRulesWhereKeysAreStillAbsent) {
    user(
        "[[context]]\nwhen = \"context.project = bunny\"\nset = { site = 'london', shot = "
        "'{context.project}-none' }\n"
        "[[context]]\nwhen = \"context.site = london\"\nset = { sequence = 'of-london' }\n"
        "[[context]]\nset = { site = 'paris', type = 'any' }\n");
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny"})");
    const Launch bunny = world.maya();
    EXPECT_EQ(bunny["SITE"], "london");
    EXPECT_EQ(bunny["SHOT"], "bunny-none");
    EXPECT_EQ(bunny["SEQUENCE"], "of-london");
    EXPECT_EQ(bunny["TYPE"], "any");
    world.unset("SLIPWAY_CONTEXT");
    EXPECT_EQ(world.maya()["SITE"], "paris");
}

TEST_F(Contexts, OfTheUsersFileComeAheadOfTheSites) {
    world.write("shims/slipway-site.toml", "[[context]]\nset = { site = 'site', type = 'site' }\n");
    user("[[context]]\nset = { site = 'user' }\n");
    const Launch launched = world.maya();
    EXPECT_EQ(launched["SITE"], "user");
    EXPECT_EQ(launched["TYPE"], "site");
}

// maya is env(1) here.
TEST_F(Contexts, ComeFromTheEnclosingLaunchBehindTheArguments) {
    pathRule();
    fs::copy_file(envProgram(), world.executable(), fs::copy_options::overwrite_existing);
    world.set("PATH", "$SANDBOX/shims:/usr/bin:/bin");
    world.set("SLIPWAY_CONTEXT", R"({"project": "bunny", "id": "outer"})");
    const std::string probe = probeExecutable().string();
    const Launch inner = world.maya({"-u", "SLIPWAY_CONTEXT", "maya", probe});
    EXPECT_EQ(inner["ID"], "outer");
    const Launch contradicted =
        world.maya({"-u", "SLIPWAY_CONTEXT", "maya", "X=" + net, probe, net + "/duck"});
    EXPECT_EQ(contradicted["PROJECT"], "duck");
    EXPECT_EQ(contradicted["ID"], std::nullopt);
    EXPECT_THAT(contradicted.said(), HasSubstr("enclosing launch"));
}

TEST_F(Contexts, ComeFromOneOfThousandsOfArguments) {
    pathRule();
    world.makeFolder("projects/bunny/shots/a/b");
    std::vector<std::string> arguments(4'000, "f.1");
    arguments.push_back(world / "projects/bunny/shots/a/b");
    arguments.push_back(world / "projects/duck/shots/a/b");
    EXPECT_EQ(in("projects", arguments)["PROJECT"], "bunny");
}

}  // namespace
}  // namespace slipway::test
