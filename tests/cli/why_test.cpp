// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/variable_story.h"
#include "tests/cli/desk.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using test::Answer;
using test::Desk;
using test::golden;
using testing::HasSubstr;
using testing::Not;

// A list that four plugins have to do with: one applies, one does in part, one is skipped, one is
// broken.
Desk deskWithALongStory() {
    return Desk([&](Desk& desk) {
        desk.painter();
        desk.set("PYTHONPATH", "/usr/share/pipeline");
        desk.plugin("base-2.1", R"(slipway = 1
[[integration]]
name = "studio-base"
priority = 10
[integration.env]
PYTHONPATH.prepend = ["{plugin.dir}/python", "{plugin.dir}/{context.shot}"]
PYTHONPATH.append = "{context.project}"
OCIO.set = "http://ocio:80/config"
SECRET_TOKEN.set = "hunter22"
GONE.unset = true
)");
        desk.plugin("shot-1.0", R"(slipway = 1
[[integration]]
[integration.env]
PYTHONPATH.prepend = "{plugin.dir}/python"
[[integration.case]]
when = "platform = windows"
env = { PYTHONPATH.pop = "{home}/*" }
)");
        desk.plugin("nuke-tools-1.0", R"(slipway = 1
[[integration]]
when = "application.name = nuke*"
[integration.env]
PYTHONPATH.append = ["{plugin.dir}", "{env.EXTRA:-none}"]
NUKE_PATH.append = "{plugin.dir}"
)");
        desk.plugin("colour-0.9", "slipway = 1\n[[integration]]\nenv = { A.prepnd = 'x' }\n");
        desk.set("GONE", "x");
    });
}

TEST(Why, TellsTheWholeStory) {
    const Answer answer = deskWithALongStory().type({"why", "PYTHONPATH", "--app", "painter"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_EQ(answer.out, golden("why.txt", answer.out));
}

TEST(Why, ShowsATextThatWasSetAsOne) {
    const Answer answer = deskWithALongStory().type({"why", "OCIO", "--app", "painter"});
    EXPECT_THAT(answer.out, HasSubstr("\nNow\n  http://ocio:80/config\n"));
}

TEST(Why, KnowsWhatSlipwaySetsItself) {
    const Answer answer =
        deskWithALongStory().type({"why", "SLIPWAY_APPLICATION", "--app", "painter"});
    EXPECT_THAT(answer.out, HasSubstr("← Slipway itself"));
    EXPECT_THAT(answer.out, HasSubstr("\nNow\n  painter_4.2\n"));
}

TEST(Why, TellsUnsetFromEmpty) {
    Desk desk = deskWithALongStory();
    EXPECT_THAT(desk.type({"why", "GONE", "--app", "painter"}).out, HasSubstr("\nNow\n  unset\n"));
    desk.plugin("z-1.0", "slipway = 1\n[[integration]]\nenv = { EMPTY.set = '' }\n");
    EXPECT_THAT(desk.type({"why", "EMPTY", "--app", "painter"}).out,
                HasSubstr("\nNow\n  (empty)\n"));
}

TEST(Why, HidesSecrets) {
    const Answer answer = deskWithALongStory().type({"why", "SECRET_TOKEN", "--app", "painter"});
    EXPECT_THAT(answer.out, HasSubstr("•••"));
    EXPECT_THAT(answer.out, Not(HasSubstr("hunter22")));
}

TEST(Why, TellsOfAVariableThatOnlySkippedIntegrationsWouldSet) {
    const Answer answer = deskWithALongStory().type({"why", "NUKE_PATH", "--app", "painter"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_THAT(answer.out, HasSubstr("when application.name = nuke*"));
    EXPECT_THAT(answer.out, HasSubstr("\nNow\n  unset\n"));
}

TEST(Why, SaysWhereNothingHasToDoWithTheVariable) {
    const Answer answer = deskWithALongStory().type({"why", "PYTHNPATH", "--app", "painter"});
    EXPECT_EQ(answer.code, 1);
    EXPECT_EQ(answer.out, "");
    EXPECT_THAT(answer.err, HasSubstr("slipway: nothing in a launch of 'painter' has to do with "
                                      "'PYTHNPATH'; did you mean 'PYTHONPATH'?\n"));
}

TEST(Why, SaysWhereAVariableStandsThatComesToNothingHere) {
    Desk desk([](Desk& made) {
        made.painter();
        made.plugin("tools-2.0",
                    "slipway = 1\n[integration.env]\nOTHER_X.set = 1\n"
                    "X.set = { windows = 'hunter22' }\n");
        made.plugin("tools-1.0", "slipway = 1\nintegration.env.X.set = 1\n");
    });
    const Answer answer = desk.type({"why", "X", "--app", "painter"});
    EXPECT_EQ(answer.code, 1);
    EXPECT_EQ(
        answer.err,
        "slipway: nothing in a launch of 'painter' has to do with 'X'\n"
        "  it stands in /studio/tools-2.0/slipway.toml:4\n"
        "  it stands in /studio/tools-1.0/slipway.toml:2, of a plugin that tools 2.0 shadows\n");
}

TEST(Why, SaysTheSameAsJson) {
    const Answer answer =
        deskWithALongStory().type({"why", "PYTHONPATH", "--app", "painter", "--json"});
    const Json json = Json::parse(answer.out);
    EXPECT_EQ(json["name"], "PYTHONPATH");
    EXPECT_EQ(json["before"], "/usr/share/pipeline");
    EXPECT_EQ(json["value"], "/studio/shot-1.0/python:/studio/base-2.1/python:/usr/share/pipeline");
    ASSERT_EQ(json["entries"].size(), 3u);
    EXPECT_EQ(json["entries"][1]["by"], "studio-base");
    EXPECT_EQ(json["entries"][2]["before"], true);
    ASSERT_EQ(json["operations"].size(), 2u);
    EXPECT_EQ(json["operations"][0]["line"], 6);
    EXPECT_EQ(json["operations"][0]["absent"], "context.shot");
    ASSERT_EQ(json["left_out"].size(), 1u);
    EXPECT_EQ(json["left_out"][0]["absent"], "context.project");
    ASSERT_EQ(json["skipped"].size(), 2u);
    EXPECT_EQ(json["broken"][0]["plugin"], "colour");
}

TEST(Why, NeedsAnApplicationThatIsThere) {
    Desk desk = deskWithALongStory();
    EXPECT_EQ(desk.type({"why", "PATH"}).code, 2);
    EXPECT_THAT(desk.type({"why", "PATH"}).err, HasSubstr("--app APP"));
    const Answer answer = desk.type({"why", "PATH", "--app", "pinter"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_THAT(answer.err, HasSubstr("did you mean 'painter'?"));
    EXPECT_EQ(desk.type({"why", "PATH", "--app", "painter@9"}).code, 2);
}

TEST(StoryOf, TakesNamesWithoutCaseOnWindows) {
    Explanation explanation;
    explanation.variables.push_back({.name = "Path", .changed = true});
    EXPECT_TRUE(storyOf("PATH", explanation, kWindowsRules));
    EXPECT_FALSE(storyOf("PATH", explanation, kLinuxRules));
}

}  // namespace
}  // namespace slipway
