// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is well written and cannot be meant: `check` and `doctor` say it, and of what is right
// nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/desk.h"

namespace slipway {
namespace {

using test::Desk;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string manifest(const std::string& integration) {
    return "slipway = 1\n[[integration]]\n" + integration;
}

// What `check` says of a studio with `painter`, a plugin and a configuration.
std::string checked(const std::string& integration, const std::string& configuration = "") {
    Desk desk;
    desk.painter();
    if (!integration.empty()) desk.plugin("tools-1.0", manifest(integration));
    if (!configuration.empty()) desk.disk.write("/etc/slipway/config.toml", configuration);
    return desk.type({"check"}).out;
}

MATCHER(FindsNothing, "") {
    return arg.starts_with("nothing wrong");
}

TEST(Doubts, NamesTheApplicationThatAConditionNearlyNames) {
    EXPECT_THAT(
        checked("when = \"application.name = paintr\"\n"),
        HasSubstr("no application is called 'paintr' in 'application.name = paintr'; did you "
                  "mean 'painter'?"));
    EXPECT_THAT(checked("when = \"application.identifier = paitner*\"\n"),
                HasSubstr("no application's identifier begins with 'paitner', as in "
                          "'application.identifier = paitner*'; did you mean 'painter'?"));
    EXPECT_THAT(checked("[[integration.case]]\nwhen = \"not command = paintr\"\n"),
                HasSubstr("no command is called 'paintr'"));
    EXPECT_THAT(checked("", "[[pin]]\nwhen = \"application.name = paintr\"\nrequire = []\n"),
                HasSubstr("/etc/slipway/config.toml:1:"));
}

TEST(Doubts, AreNotOfConditionsThatHold) {
    for (const char* when :
         {"application.name = painter", "application.name = PAINT*",
          "application.identifier = paint*", "application.identifier = painter_4.2",
          "application.identifier = painter*", "application.name = houdini", "command = painter",
          "application.identifier = *", "application.name = {env.APP:-paintr}"}) {
        EXPECT_THAT(checked(std::string("when = \"") + when + "\"\n"), FindsNothing()) << when;
    }
}

TEST(Doubts, AreOfRequirementsThatNoPluginHas) {
    EXPECT_THAT(checked("requires = [\"ocio >= 2.0\"]\n"),
                HasSubstr("no integration is called 'ocio': 'tools' requires it, and is never "
                          "applied"));
    EXPECT_THAT(checked("when = \"platform = windows\"\nrequires = [\"ocio\"]\n"), FindsNothing());
    EXPECT_THAT(checked("requires = [\"ocio\"]\n[[integration]]\nname = \"ocio\"\n"),
                FindsNothing());
}

TEST(Doubts, AreOfPinsThatRefuseEveryLaunch) {
    EXPECT_THAT(checked("", "[[pin]]\nrequire = [\"ocio\"]\n"),
                HasSubstr("no integration is called 'ocio': where this pin applies nothing is "
                          "launched"));
}

TEST(Doubts, AreNotOfPluginsThatAProjectMayBring) {
    EXPECT_THAT(checked("requires = [\"ocio\"]\n",
                        "plugin_path = [\"/mnt/{context.project}/plugins\", \"\"]\n"
                        "[[pin]]\nwhen = \"context.project = bunny\"\nrequire = [\"ocio\"]\n"),
                FindsNothing());
}

TEST(Doubts, AreOfOneFileOnlyWhatIsNearlyAName) {
    Desk desk;
    desk.disk.write("/dev/a-1.0/slipway.toml",
                    manifest("requires = [\"ocio\"]\nenv = { A.set = \"{paths.shows}\" }\n"));
    EXPECT_THAT(desk.type({"check", "/dev/a-1.0"}).out, FindsNothing());
}

TEST(Doubts, AreOfPlacesThatNobodyNames) {
    const std::string places = "[paths]\nprojects = \"/mnt/projects\"\n";
    EXPECT_THAT(
        checked("env = { A.set = \"{paths.projcts}/x\" }\n", places),
        HasSubstr("no [paths] has 'projcts' of '{paths.projcts}': what it stands in is left "
                  "out; did you mean 'projects'?"));
    EXPECT_THAT(checked("", places + "[[context]]\npath = \"{paths.project}/{project}\"\n"),
                HasSubstr("no path agrees; did you mean 'projects'?"));
    EXPECT_THAT(checked("env = { A.set = \"{paths.projects}/x\", B.set = \"{paths.old:-}\" }\n",
                        places + "[[context]]\npath = \"{paths.projects}/{project}\"\n"),
                FindsNothing());
    EXPECT_THAT(checked("env = { A.set = \"{paths.shows}\" }\n",
                        "[paths]\nshows = { windows = 'P:\\shows' }\n"),
                FindsNothing());
}

TEST(Doubts, AreOfApplicationsThatSlipwayUseMisspells) {
    Desk desk;
    desk.painter();
    desk.set("SLIPWAY_USE", "painter=4.2,paintr=4");
    EXPECT_THAT(
        desk.type({"check"}).out,
        HasSubstr("SLIPWAY_USE: no manifest makes an application 'paintr' known; did you mean "
                  "'painter'?"));
    EXPECT_THAT(desk.type({"doctor"}).out, HasSubstr("'paintr'"));
}

TEST(Doubts, AreOfCommandsThatCannotBeRun) {
    const std::string before = "[[integration.before]]\ncommand = [\"{plugin.dir}/bin/prepare\"]\n";
    EXPECT_THAT(checked(before),
                HasSubstr("the command '/studio/tools-1.0/bin/prepare' is not there"));
    EXPECT_THAT(checked("[[integration.companion]]\ncommand = [\"{plugin.dir}/bin/helper\"]\n"),
                HasSubstr("the companion '/studio/tools-1.0/bin/helper' is not there"));
    EXPECT_THAT(checked("when = \"platform = windows\"\n" + before), FindsNothing());
    EXPECT_THAT(checked("[[integration.before]]\ncommand = [\"python3\"]\n"), FindsNothing());
    EXPECT_THAT(checked("[[integration.before]]\ncommand = [\"{env.TOOLS}/prepare\"]\n"),
                FindsNothing());
}

TEST(Doubts, AreOfBackslashesThatBecameTabs) {
    EXPECT_THAT(
        checked("env = { A.set = \"P:\\tools\\nuke\\bin\" }\n"),
        AllOf(HasSubstr("'P:\\tools\\nuke\\bin' is read with a tab, a line break, a backspace "
                        "in it"),
              HasSubstr("write 'P:\\tools\\nuke\\bin' in single quotes, or each backslash "
                        "twice")));
    EXPECT_THAT(checked("arguments = [\"{home}\\tools\"]\n"),
                HasSubstr("is read with a tab in it"));
    Desk desk;
    desk.disk.write("/studio/a-1.0/slipway.json",
                    R"({"slipway": 1, "integration": {"env": {"A.set": "P:\tools"}}})");
    EXPECT_THAT(desk.type({"check"}).out, HasSubstr(R"(write "P:\\tools")"));
}

TEST(Doubts, AreNotOfTextsWithTabsAndLines) {
    EXPECT_THAT(checked("env = { A.set = \"one\\ttwo\\nthree\", B.set = 'P:\\tools' }\n"
                        "[[integration.file]]\npath = \"{home}/x\"\ncontent = \"/a\\tb\\n\"\n"),
                FindsNothing());
}

TEST(Doubts, AreOfVariablesThatSteerSlipway) {
    EXPECT_THAT(checked("env = { SLIPWAY_STRICT.set = 1 }\n"),
                HasSubstr("'SLIPWAY_STRICT' steers Slipway: not this launch, but all that the "
                          "application launches"));
    EXPECT_THAT(checked("env = { SLIPWAY_SESSION.unset = true }\n"),
                HasSubstr("'SLIPWAY_SESSION' is what Slipway gives to each application"));
    EXPECT_THAT(checked("env = { SLIPWAY_STUDIO.set = 1 }\n"), FindsNothing());
}

TEST(Doubts, AreTheDoctorsToo) {
    Desk desk;
    desk.painter();
    desk.plugin("tools-1.0", manifest("when = \"application.name = paintr\"\n"));
    const test::Answer answer = desk.type({"doctor"});
    EXPECT_THAT(answer.out, AllOf(HasSubstr("did you mean"), HasSubstr("slipway check")));
}

// --- what is no version, no variable, no duration

TEST(Versions, ThatAreRangesAreErrors) {
    EXPECT_THAT(
        checked("", "[use]\npainter = \">=2024\"\n"),
        HasSubstr("error: '>=2024' of 'painter' is no version; ranges and '*' have no meaning "
                  "here: \"2024\" takes the newest that begins with it"));
    EXPECT_THAT(checked("", "[[pin]]\nuse = { painter = \"2024.*\" }\n"),
                HasSubstr("\"2024\" takes the newest"));
    EXPECT_THAT(checked("", "[[pin]]\nplugins = { painter = \"> 1.0\" }\n"),
                HasSubstr("\"1.0\" takes the newest"));
    EXPECT_THAT(checked("", "[use]\npainter = \"{env.VERSION:-4.2}\"\n"), FindsNothing());
}

TEST(Versions, ThatAreRangesAreNoneOnTheCommandLine) {
    Desk desk;
    desk.painter({"4.2", "4.3"});
    const test::Answer answer = desk.type({"run", "painter@>=4.2"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_THAT(answer.err, HasSubstr("'painter@>=4.2' asks for a range"));
}

TEST(Hints, SayWhereAKeyBelongs) {
    EXPECT_THAT(checked("[integration.enviroment]\nA.set = 1\n"), HasSubstr("did you mean 'env'?"));
    Desk desk;
    desk.plugin("a-1.0",
                "slipway = 1\nwhen = \"platform = linux\"\n[env]\nA.set = 1\n[use]\nx = \"1\"\n"
                "[[integration]]\n");
    const std::string out = desk.type({"check"}).out;
    EXPECT_THAT(out, HasSubstr("unknown key 'when'; 'when' belongs in [[integration]]"));
    EXPECT_THAT(
        out, HasSubstr("unknown key 'env'; 'env' belongs in [[application]] or [[integration]]"));
    EXPECT_THAT(out, HasSubstr("unknown key 'use'; 'use' belongs in a configuration file"));
}

TEST(Hints, AreRightForWhatIsWritten) {
    EXPECT_THAT(checked("", "[policy]\nshare_ttl = 3\n"), HasSubstr("write \"3s\""));
    EXPECT_THAT(checked("", "plugin_path = [\"${STUDIO}/plugins\"]\n"),
                HasSubstr("for the variable write '{env.STUDIO}', without '$'"));
    EXPECT_THAT(checked("", "plugin_path = [\"$HOME/plugins\", \"\"]\n"),
                HasSubstr("'$HOME' is no variable here, but a folder's name; write '{home}'"));
}

}  // namespace
}  // namespace slipway
