// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/cli/desk.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using test::Answer;
using test::Desk;
using testing::HasSubstr;
using testing::Not;

// A studio that has one of everything that there is to explain.
Desk studio() {
    return Desk([&](Desk& desk) {
        desk.set("SLIPWAY_PLUGIN_PATH", "/home/jo/dev:/studio:/mnt/gone");
        desk.set("SLIPWAY_CONTEXT", R"({"project": "bunny", "shot": "010"})");
        desk.set("PYTHONPATH", "/home/jo/python");
        desk.set("LEGACY_PATH", "/opt/legacy/a:/home/jo/legacy");
        desk.set("PYTHONHOME", "/usr");
        desk.set("STUDIO_TOKEN", "hunter22-secret");
        desk.painter({"4.2", "4.10", "3.6"});
        desk.plugin("studio-base-2.1.0", R"(slipway = 1
[[integration]]
name = "studio-base"
priority = 10
arguments = ["--studio", "{context.project:-none}", "--sequence={context.sequence}"]
[integration.env]
PYTHONPATH.prepend = ["{plugin.dir}/python", "{plugin.dir}/vendor"]
STUDIO_PROJECT.set = "{context.project}"
STUDIO_SEQUENCE.set = "{context.sequence}"
LEGACY_PATH.pop = "/opt/legacy/*"
PYTHONHOME.unset = true
API_TOKEN.set = "hunter22-secret"
NOT_THERE.pop = "/nothing"
)");
        desk.plugin("painter-tools-1.5.0", R"(slipway = 1
[[integration]]
priority = 50
when = "application.name = painter and application.version >= 4"
requires = ["studio-base >= 2.0"]
[integration.env]
PYTHONPATH.append = "{plugin.dir}/python"
PAINTER_BRUSHES.append = ["{plugin.dir}/brushes", "/mnt/brushes/{context.sequence}"]
STUDIO_PROJECT.set = "{context.project}-{context.shot}"
[[integration.case]]
when = "platform = linux"
[integration.case.env]
PAINTER_GPU.set = 1
[[integration.case]]
when = "context.project = rabbit"
[integration.case.env]
PAINTER_RABBIT.set = 1
)");
        constexpr std::string_view kSculptor =
            "slipway = 1\n[[integration]]\nwhen = \"application.name = sculptor*\"\n";
        desk.plugin("sculptor-tools-0.9", kSculptor);
        desk.disk.write("/home/jo/dev/sculptor-tools-0.8/slipway.toml", kSculptor);
        desk.plugin("needy-1.0", R"(slipway = 1
[[integration]]
requires = ["studio-base >= 3"]
[integration.env]
NEEDY.set = 1
)");
        desk.plugin("broken-1.0", "slipway = 1\n[[integration]]\nname = 7\n");
    });
}

Json explained(Desk& desk, std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), {"explain", "painter", "--json"});
    return Json::parse(desk.type(arguments).out);
}

const Json* named(const Json& list, const std::string& name) {
    const auto found =
        std::ranges::find_if(list, [&](const Json& each) { return each["name"] == name; });
    return found == list.end() ? nullptr : &*found;
}

TEST(Explain, FitsAnOrdinaryTerminal) {
    Desk desk = studio();
    desk.screen = {.width = 80, .colour = false};
    const std::string text =
        test::withFixedLaunch(desk.type({"explain", "painter", "--", "-b", "a file"}).out);
    EXPECT_EQ(text, test::golden("explain-80.txt", text));
}

TEST(Explain, MakesUseOfAWideTerminal) {
    Desk desk = studio();
    desk.screen = {.width = 160, .colour = false};
    const std::string text =
        test::withFixedLaunch(desk.type({"explain", "painter", "--", "-b", "a file"}).out);
    EXPECT_EQ(text, test::golden("explain-160.txt", text));
}

TEST(Explain, SaysTheSameInColours) {
    Desk desk = studio();
    desk.screen = {.width = 80, .colour = true};
    const std::string text =
        test::withFixedLaunch(desk.type({"explain", "painter", "--", "-b", "a file"}).out);
    EXPECT_EQ(text, test::golden("explain-colour.txt", text));
}

TEST(Explain, SaysWhatToLookAtWhereNothingApplies) {
    Desk desk;
    desk.painter();
    const Answer nothing = desk.type({"explain", "painter"});
    EXPECT_EQ(nothing.code, 0);
    EXPECT_THAT(nothing.out, HasSubstr("No plugin in these roots has an integration"));

    desk.plugin("other-1.0", "slipway = 1\n[[integration]]\nwhen = \"platform = windows\"\n");
    EXPECT_THAT(desk.type({"explain", "painter"}).out, HasSubstr("look at its 'when' first"));

    Desk rootless;
    rootless.set("SLIPWAY_PLUGIN_PATH", "/mnt/gone");
    rootless.disk.write("/bin/sh", "", 0755);
    rootless.definitions = {{"painter.toml",
                             "slipway = 1\n[[application]]\nname = \"painter\"\n"
                             "find = [\"/bin/sh\"]\n"}};
    EXPECT_THAT(rootless.type({"explain", "painter"}).out,
                HasSubstr("None of the plugin roots is there"));
}

TEST(ExplainJson, HasTheShapeOfTheSpecification) {
    Desk desk = studio();
    const Json json = explained(desk, {"--", "-b"});
    const Json& application = json["application"];
    EXPECT_EQ(application["name"], "painter");
    EXPECT_EQ(application["identifier"], "painter_4.10");
    EXPECT_EQ(application["label"], "Painter");
    EXPECT_EQ(application["variant"], "4.10");
    EXPECT_EQ(application["version"], "4.10");
    EXPECT_EQ(application["path"], "/opt/painter-4.10/painter");
    EXPECT_EQ(application["chosen_by"], "newest");
    EXPECT_EQ(json["context"], Json::parse(R"({"project": "bunny", "shot": "010"})"));
    EXPECT_EQ(json["command"]["executable"], "/opt/painter-4.10/painter");
    EXPECT_EQ(json["command"]["arguments"], (Json{"--studio", "bunny", "-b"}));
    EXPECT_EQ(json["command"]["working_directory"], nullptr);

    const Json* base = named(json["integrations"], "studio-base");
    ASSERT_NE(base, nullptr);
    EXPECT_EQ((*base)["plugin"], "studio-base");
    EXPECT_EQ((*base)["version"], "2.1.0");
    EXPECT_EQ((*base)["manifest"], "/studio/studio-base-2.1.0/slipway.toml");
    EXPECT_EQ((*base)["priority"], 10);
    EXPECT_EQ((*base)["status"], "applied");
    EXPECT_EQ((*base)["reason"], nullptr);

    const Json* variable = named(json["environment"], "PYTHONPATH");
    ASSERT_NE(variable, nullptr);
    EXPECT_EQ((*variable)["before"], "/home/jo/python");
    EXPECT_EQ((*variable)["value"],
              "/studio/studio-base-2.1.0/python:/studio/studio-base-2.1.0/vendor:"
              "/home/jo/python:/studio/painter-tools-1.5.0/python");
    const Json& operation = (*variable)["operations"][0];
    EXPECT_EQ(operation["operation"], "prepend");
    EXPECT_EQ(operation["value"],
              "/studio/studio-base-2.1.0/python:/studio/studio-base-2.1.0/vendor");
    EXPECT_EQ(operation["by"], "studio-base");
    EXPECT_EQ(operation["manifest"], "/studio/studio-base-2.1.0/slipway.toml");
    EXPECT_EQ(operation["line"], 7);
}

TEST(ExplainJson, TellsUnsetFromEmpty) {
    Desk desk;
    desk.painter();
    desk.set("GONE", "x");
    desk.plugin("a-1.0",
                "slipway = 1\n[[integration]]\n[integration.env]\nGONE.unset = true\n"
                "EMPTY.set = \"\"\n");
    const Json json = explained(desk);
    EXPECT_EQ((*named(json["environment"], "GONE"))["value"], nullptr);
    EXPECT_EQ((*named(json["environment"], "GONE"))["before"], "x");
    EXPECT_EQ((*named(json["environment"], "EMPTY"))["value"], "");
    EXPECT_EQ((*named(json["environment"], "EMPTY"))["before"], nullptr);
}

TEST(ExplainJson, GivesEachIntegrationItsStatusAndReason) {
    Desk desk = studio();
    const Json list = explained(desk)["integrations"];
    EXPECT_EQ((*named(list, "sculptor-tools"))["status"], "skipped");
    EXPECT_THAT((*named(list, "sculptor-tools"))["reason"], HasSubstr("application.name"));
    EXPECT_EQ((*named(list, "needy"))["status"], "failed");
    EXPECT_THAT((*named(list, "needy"))["reason"], HasSubstr("studio-base >= 3"));
    EXPECT_EQ((*named(list, "broken"))["status"], "failed");
    EXPECT_EQ((*named(list, "broken"))["line"], 3);
}

TEST(ExplainJson, NamesShadowedPluginsWithBothPathsAndVersions) {
    Desk desk = studio();
    const Json shadowed = explained(desk)["shadowed"][0];
    EXPECT_EQ(shadowed["name"], "sculptor-tools");
    EXPECT_EQ(shadowed["version"], "0.9");
    EXPECT_EQ(shadowed["path"], "/studio/sculptor-tools-0.9/slipway.toml");
    EXPECT_EQ(shadowed["by_version"], "0.8");
    EXPECT_EQ(shadowed["by_path"], "/home/jo/dev/sculptor-tools-0.8/slipway.toml");
}

TEST(ExplainJson, SaysWhatWasLeftOutForAnAbsentPlaceholder) {
    Desk desk = studio();
    const Json json = explained(desk);
    const Json* out = named(json["left_out"], "STUDIO_SEQUENCE");
    ASSERT_NE(out, nullptr);
    EXPECT_EQ((*out)["absent"], "context.sequence");
    EXPECT_EQ(named(json["environment"], "STUDIO_SEQUENCE"), nullptr);
    const Json* argument = &json["left_out"].back();
    EXPECT_EQ((*argument)["name"], nullptr);
    EXPECT_EQ((*argument)["by"], "studio-base");
    EXPECT_EQ((*argument)["absent"], "context.sequence");
}

TEST(Explain, NamesEveryPlaceholderThatLeavesAnEntryOut) {
    Desk desk([&](Desk& made) {
        made.painter({"4.2"});
        made.plugin("tools-1.0",
                    "slipway = 1\nintegration.env.P.set = ['{context.a}/x', 'here', "
                    "'{context.b}/x', '{context.a}/y']\n");
    });
    EXPECT_THAT(desk.type({"explain", "painter"}).out,
                HasSubstr("left out of it: {context.a}, {context.b} are absent"));
    EXPECT_THAT(desk.type({"why", "P", "--app", "painter"}).out,
                HasSubstr("left out of it: {context.a}, {context.b} are absent"));
}

TEST(ExplainJson, GivesDiagnosticsTheirPlaceAndAStableCode) {
    Desk desk = studio();
    const Json diagnostics = explained(desk)["diagnostics"];
    const auto shadowed = std::ranges::find_if(
        diagnostics, [](const Json& each) { return each["code"] == "plugin-shadowed"; });
    ASSERT_NE(shadowed, diagnostics.end());
    EXPECT_EQ((*shadowed)["severity"], "warning");
    EXPECT_EQ((*shadowed)["file"], "/studio/sculptor-tools-0.9/slipway.toml");
    const auto broken = std::ranges::find_if(diagnostics, [](const Json& each) {
        return each["severity"] == "error" && each["file"] == "/studio/broken-1.0/slipway.toml";
    });
    ASSERT_NE(broken, diagnostics.end());
    EXPECT_EQ((*broken)["line"], 3);
}

TEST(ExplainJson, ReplacesWhatIsNotUtf8) {
    Desk desk;
    desk.painter();
    desk.set("ODD", "\xff");
    desk.plugin("a-1.0", "slipway = 1\n[[integration]]\n[integration.env]\nODD.append = \"x\"\n");
    const Json json = explained(desk);
    EXPECT_EQ((*named(json["environment"], "ODD"))["value"], "\xef\xbf\xbd:x");
}

TEST(Explain, ShowsNoSecretAnywhere) {
    Desk desk = studio();
    desk.plugin("leaky-1.0",
                "slipway = 1\n[[integration]]\narguments = [\"--token={env.STUDIO_"
                "TOKEN}\"]\n[integration.env]\nCOPY.set = \"<{env.STUDIO_TOKEN}>\"\n");
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"explain", "painter"},
          std::vector<std::string>{"explain", "painter", "--json"}}) {
        const std::string text = desk.type(arguments).out;
        EXPECT_THAT(text, Not(HasSubstr("hunter22")));
        EXPECT_THAT(text, HasSubstr("<•••>"));
        EXPECT_THAT(text, HasSubstr("--token=•••"));
    }
}

TEST(Explain, EscapesControlCharactersOfValues) {
    Desk desk;
    desk.painter();
    desk.set("ODD", "a\x1b[31m\nb");
    desk.plugin("a-1.0", "slipway = 1\n[[integration]]\n[integration.env]\nODD.append = \"x\"\n");
    const std::string text = desk.type({"explain", "painter"}).out;
    EXPECT_THAT(text, HasSubstr("a\\x1b[31m\\nb"));
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(Explain, NamesTheNearestApplicationOfAnUnknownOne) {
    Desk desk;
    desk.painter();
    const Answer answer = desk.type({"explain", "paintr"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.out, "");
    EXPECT_THAT(answer.err, HasSubstr("'paintr' was not found"));
    EXPECT_THAT(answer.err, HasSubstr("did you mean 'painter'?"));
}

TEST(Explain, ListsTheVersionsFoundWhereAnotherIsAskedFor) {
    Desk desk = studio();
    desk.screen.width = 200;
    const Answer answer = desk.type({"explain", "painter@5"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_THAT(answer.out, HasSubstr("4.10, 4.2, 3.6"));
    EXPECT_THAT(answer.out, HasSubstr("Not launched"));
    EXPECT_THAT(answer.out, Not(HasSubstr("Skipped")));
}

TEST(Explain, ChoosesTheVersionThatIsAskedFor) {
    Desk desk = studio();
    const Json json = Json::parse(desk.type({"explain", "painter@3", "--json"}).out);
    EXPECT_EQ(json["application"]["version"], "3.6");
    EXPECT_EQ(json["application"]["chosen_by"], "command-line");
}

TEST(Explain, AnswersNoWhereTheLaunchIsRefused) {
    Desk desk;
    desk.painter();
    desk.plugin("a-1.0", "slipway = 1\n[[integration]]\nrequired = true\nrequires = [\"b\"]\n");
    const Answer answer = desk.type({"explain", "painter"});
    EXPECT_EQ(answer.code, 1);
    EXPECT_THAT(answer.out, HasSubstr("Not launched: the exit code is 125"));
}

}  // namespace
}  // namespace slipway
