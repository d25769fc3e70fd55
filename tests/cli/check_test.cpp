// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/broken_configurations.h"
#include "tests/cli/desk.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using test::Answer;
using test::Desk;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kGood = "slipway = 1\n[[integration]]\n";
constexpr std::string_view kBad = "slipway = 1\n[[integration]]\nname = 7\n";
constexpr std::string_view kOdd = "slipway = 1\n[[integration]]\npriorty = 7\n";

TEST(Check, FindsNothingWrongWithWhatIsRight) {
    Desk desk;
    desk.plugin("a-1.0", kGood);
    desk.plugin("b-1.0", kGood);
    const Answer answer = desk.type({"check"});
    EXPECT_EQ(answer.out, "nothing wrong in 2 manifests\n");
    EXPECT_EQ(answer.code, 0);
}

TEST(Check, ShowsEachMistakeWithItsLineAndACaret) {
    Desk desk;
    desk.plugin("bad-1.0", kBad);
    desk.plugin("odd-1.0", kOdd);
    desk.plugin("good-1.0", kGood);
    const Answer answer = desk.type({"check"});
    EXPECT_EQ(answer.code, 1);
    EXPECT_EQ(answer.out, test::golden("check.txt", answer.out));
    EXPECT_THAT(answer.out, HasSubstr("/studio/bad-1.0/slipway.toml:3:"));
    EXPECT_THAT(answer.out, HasSubstr("    name = 7\n"));
    EXPECT_THAT(answer.out, HasSubstr("priority"));
    EXPECT_THAT(answer.out, EndsWith("1 error, 1 warning in 3 manifests\n"));
}

TEST(Check, LeavesTheExitCodeToErrors) {
    Desk desk;
    desk.plugin("odd-1.0", kOdd);
    EXPECT_EQ(desk.type({"check"}).code, 0);
}

TEST(Check, ReadsAPluginRoot) {
    Desk desk;
    desk.disk.write("/elsewhere/bad-1.0/slipway.toml", kBad);
    EXPECT_EQ(desk.type({"check", "/elsewhere"}).code, 1);
    EXPECT_EQ(desk.type({"check"}).code, 0);
}

TEST(Check, ReadsAPlugin) {
    Desk desk;
    desk.disk.write("/elsewhere/bad-1.0/slipway.toml", kBad);
    desk.disk.write("/elsewhere/good-1.0/slipway.toml", kGood);
    EXPECT_THAT(desk.type({"check", "/elsewhere/bad-1.0"}).out,
                EndsWith("1 error in 1 manifest\n"));
    EXPECT_EQ(desk.type({"check", "/elsewhere/good-1.0/"}).code, 0);
}

TEST(Check, ReadsAManifestOfAnyName) {
    Desk desk;
    desk.disk.write("/drafts/new.toml", kBad);
    desk.disk.write("/drafts/new.json", R"({"slipway": 1, "integration": {}})");
    const Answer toml = desk.type({"check", "/drafts/new.toml"});
    EXPECT_THAT(toml.out, HasSubstr("/drafts/new.toml:3:"));
    EXPECT_EQ(toml.code, 1);
    EXPECT_EQ(desk.type({"check", "/drafts/new.json"}).out, "nothing wrong in 1 manifest\n");
    EXPECT_THAT(desk.type({"check", "/drafts/new.json", "/drafts/new.toml"}).out,
                EndsWith("1 error in 2 manifests\n"));
}

TEST(Check, TakesPathsRelativeToTheWorkingDirectory) {
    Desk desk;
    desk.disk.write("/home/jo/dev/bad-1.0/slipway.toml", kBad);
    EXPECT_EQ(desk.type({"check", "dev"}).code, 1);
    desk.workingDirectory = "/home/jo/dev";
    EXPECT_THAT(desk.type({"check", "."}).out, HasSubstr("/home/jo/dev/bad-1.0/slipway.toml:3:"));
}

TEST(Check, SaysWhatAPathIsNot) {
    Desk desk;
    desk.disk.write("/home/jo/notes.txt", "");
    const Answer missing = desk.type({"check", "gone"});
    EXPECT_EQ(missing.err, "slipway: 'gone' is not there\n");
    EXPECT_EQ(missing.code, 2);
    EXPECT_EQ(desk.type({"check", "notes.txt"}).err,
              "slipway: 'notes.txt' is neither a folder nor a .toml or .json file\n");
}

TEST(Check, ReportsShadowedPlugins) {
    Desk desk;
    desk.plugin("a-1.0", kGood);
    desk.plugin("a-2.0", kGood);
    const Answer answer = desk.type({"check"});
    EXPECT_THAT(answer.out, HasSubstr("is shadowed by 2.0"));
    EXPECT_EQ(answer.code, 0);
}

TEST(Check, SaysWhereItLookedWhereThereIsNothing) {
    const Answer answer = Desk().type({"check"});
    EXPECT_THAT(answer.out, HasSubstr("no manifests"));
    EXPECT_THAT(answer.out, HasSubstr("/studio"));
    EXPECT_EQ(answer.code, 0);
}

TEST(Check, SaysTheSameAsJson) {
    Desk desk;
    desk.plugin("bad-1.0", kBad);
    const Answer answer = desk.type({"check", "--json"});
    EXPECT_EQ(answer.code, 1);
    const Json diagnostics = Json::parse(answer.out)["diagnostics"];
    ASSERT_EQ(diagnostics.size(), 1U);
    EXPECT_EQ(diagnostics[0]["severity"], "error");
    EXPECT_EQ(diagnostics[0]["code"], "schema");
    EXPECT_EQ(diagnostics[0]["file"], "/studio/bad-1.0/slipway.toml");
    EXPECT_EQ(diagnostics[0]["line"], 3);
    EXPECT_GT(diagnostics[0]["column"], 0);
    EXPECT_NE(diagnostics[0]["message"], "");
}

TEST(Check, CallsTextThatIsNoTomlOrJsonASyntaxError) {
    Desk desk;
    desk.plugin("bad-1.0", "slipway = = 1\n");
    const Answer answer = desk.type({"check", "--json"});
    EXPECT_EQ(Json::parse(answer.out)["diagnostics"][0]["code"], "syntax");
}

// --- configuration

TEST(CheckOfConfiguration, ReadsWhatIsInForce) {
    Desk desk;
    desk.disk.write("/etc/slipway/config.toml", "[use]\npainter = '4'\n");
    desk.painter();
    desk.disk.write("/home/jo/.config/slipway/config.toml", "include = ['/more.toml']\n");
    EXPECT_EQ(desk.type({"check"}).out, "nothing wrong in 1 manifest and 2 configuration files\n");
    desk.disk.write("/more.toml", "[[pin]]\nuse = { maya = true }\n");
    const Answer answer = desk.type({"check"});
    EXPECT_EQ(answer.code, 1);
    EXPECT_THAT(answer.out, HasSubstr("/more.toml:2:"));
    EXPECT_THAT(answer.out, HasSubstr("    use = { maya = true }\n"));
    EXPECT_THAT(answer.out, EndsWith("1 error in 1 manifest and 3 configuration files\n"));
}

TEST(CheckOfConfiguration, ReadsFilesByNameAndByWhatTheyHold) {
    Desk desk;
    desk.disk.write("/etc/slipway/config.toml", "[use]\nmaya = 1\n");
    EXPECT_EQ(desk.type({"check", "/etc/slipway/config.toml"}).code, 1);
    EXPECT_THAT(desk.type({"check", "/etc/slipway"}).out,
                EndsWith("1 error in 1 configuration file\n"));
    desk.disk.write("/shims/slipway-site.toml", "");
    EXPECT_EQ(desk.type({"check", "/shims/slipway-site.toml"}).out,
              "nothing wrong in 1 configuration file\n");
    desk.disk.write("/bunny/slipway.toml", "[[pin]]\nuse = { maya = '2024' }\n");
    desk.disk.write("/bunny/named.json", R"({"use": {"maya": "2024"}})");
    EXPECT_EQ(desk.type({"check", "/bunny/slipway.toml", "/bunny/named.json"}).out,
              "nothing wrong in 2 configuration files\n");
    desk.disk.write("/shims/slipway-site.toml", "use = = 1\n");
    EXPECT_THAT(desk.type({"check", "/shims/slipway-site.toml"}).out,
                HasSubstr("/shims/slipway-site.toml:1:"));
}

TEST(CheckOfConfiguration, ReadsTheFileThatIsNamedAsSuch) {
    Desk desk;
    desk.disk.write("/project.toml", "[[integration]]\nname = 'shot'\nenv = { SHOT.set = '1' }\n");
    EXPECT_EQ(desk.type({"check", "/project.toml"}).code, 1);
    desk.set("SLIPWAY_CONFIG", "/project.toml");
    EXPECT_EQ(desk.type({"check", "/project.toml"}).out, "nothing wrong in 1 configuration file\n");
}

TEST(CheckOfConfiguration, RefusesWhatTheSchemaRefuses) {
    for (const char* text : test::kBrokenConfigurations) {
        Desk desk;
        desk.disk.write("/shims/slipway-site.toml", text);
        const Answer answer = desk.type({"check", "/shims/slipway-site.toml"});
        EXPECT_EQ(answer.code, 1) << text << answer.out;
        EXPECT_THAT(answer.out, HasSubstr("^")) << text;
    }
}

TEST(CheckOfConfiguration, LooksAtItsIntegrationsAsAtThoseOfPlugins) {
    Desk desk;
    desk.disk.write("/x/config.toml", "[[integration]]\n[integration.env]\nOCIO = '/x'\n");
    const Answer answer = desk.type({"check", "/x/config.toml"});
    EXPECT_THAT(answer.out, HasSubstr("'OCIO.set' was probably meant"));
    EXPECT_THAT(answer.out, HasSubstr("/x/config.toml:3:"));
}

TEST(CheckOfConfiguration, HidesNoPluginThatIsToBeLookedAtBehindAPin) {
    Desk desk;
    desk.disk.write("/etc/slipway/config.toml", "[[pin]]\nplugins = { \"*\" = false }\n");
    desk.disk.write("/dev/bad-1.0/slipway.toml", kBad);
    EXPECT_EQ(desk.type({"check", "/dev"}).code, 1);
}

TEST(CheckOfConfiguration, WarnsOfVersionsOfWhatNobodyKnows) {
    Desk desk;
    desk.painter();
    desk.disk.write("/etc/slipway/config.toml",
                    "[use]\npaintr = '4'\n[[pin]]\nuse = { Painter = '4', nothing = '1' }\n");
    const Answer answer = desk.type({"check"});
    EXPECT_THAT(answer.out, HasSubstr("/etc/slipway/config.toml:2:1: warning: no manifest makes an "
                                      "application 'paintr' known; did you mean 'painter'?"));
    EXPECT_THAT(answer.out, HasSubstr("/etc/slipway/config.toml:4:"));
    EXPECT_THAT(answer.out, EndsWith("2 warnings in 1 manifest and 1 configuration file\n"));
    EXPECT_EQ(answer.code, 0);
}

TEST(CheckOfConfiguration, WarnsOfPluginsAndIntegrationsThatAreNearlyCalledSo) {
    Desk desk;
    desk.plugin("framework-maya-1.0", "slipway = 1\n[[integration]]\nname = 'ocio'\n");
    desk.disk.write("/etc/slipway/config.toml",
                    "plugin_path = ['/mnt/{context.project}', '']\n"
                    "[[pin]]\nplugins = { framwork-maya = '1.0', Framework-Maya = '1.0', \"*\" = "
                    "true }\nrequire = ['ocioo', 'OCIO', 'of-a-project']\n");
    const Answer answer = desk.type({"check"});
    EXPECT_THAT(answer.out, HasSubstr("/etc/slipway/config.toml:3:13: warning: no plugin is called "
                                      "'framwork-maya'; did you mean 'framework-maya'?"));
    EXPECT_THAT(answer.out, HasSubstr("no integration is called 'ocioo': where this pin applies "
                                      "nothing is launched; did you mean 'ocio'?"));
    EXPECT_THAT(answer.out, EndsWith("2 warnings in 1 manifest and 1 configuration file\n"));
}

TEST(CheckOfConfiguration, WarnsOfPinsByWhatIsNotKnownYet) {
    Desk desk;
    desk.disk.write("/x/config.toml",
                    "[[pin]]\nwhen = \"not (application.version >= 2024) and launch.mode = farm\"\n"
                    "use = { maya = '2023' }\n"
                    "[[pin]]\nwhen = \"application.version >= 2024\"\nrequire = ['ocio']\n");
    const Answer answer = desk.type({"check", "/x/config.toml"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_THAT(answer.out, HasSubstr("/x/config.toml:1:"));
    EXPECT_THAT(answer.out, HasSubstr("application.version >= 2024"));
    EXPECT_THAT(answer.out, EndsWith("1 warning in 1 configuration file\n"));
}

// --- a value without operation on a variable that no one else treats as a list

std::string withEnvironment(const std::string& environment) {
    return "slipway = 1\n[[integration]]\n[integration.env]\n" + environment;
}

constexpr std::string_view kMeant = "'OCIO.set' was probably meant";

TEST(CheckOfUnnamedOperations, WarnsWhereNobodyElseTakesTheVariableForAList) {
    Desk desk;
    desk.plugin("a-1.0", withEnvironment("OCIO = \"{plugin.dir}/config.ocio\"\n"));
    const Answer answer = desk.type({"check"});
    EXPECT_THAT(answer.out, HasSubstr(kMeant));
    EXPECT_THAT(answer.out, HasSubstr("/studio/a-1.0/slipway.toml:4:"));
    EXPECT_EQ(answer.code, 0);
}

TEST(CheckOfUnnamedOperations, WarnsOfEachWhereSeveralDoTheSame) {
    Desk desk;
    desk.plugin("a-1.0", withEnvironment("OCIO = \"/a\"\n"));
    desk.plugin("b-1.0", withEnvironment("OCIO = \"/b\"\n"));
    EXPECT_THAT(desk.type({"check"}).out, EndsWith("2 warnings in 2 manifests\n"));
}

TEST(CheckOfUnnamedOperations, IsSilentWhereAnotherOneAppendsByName) {
    for (const char* other : {"OCIO.append = \"/b\"\n", "OCIO.prepend = \"/b\"\n",
                              "OCIO.pop = \"/b\"\n", "OCIO = [\"/b\", \"/c\"]\n"}) {
        Desk desk;
        desk.plugin("a-1.0", withEnvironment("OCIO = \"/a\"\n"));
        desk.plugin("b-1.0", withEnvironment(other));
        EXPECT_THAT(desk.type({"check"}).out, Not(HasSubstr(kMeant))) << other;
    }
}

TEST(CheckOfUnnamedOperations, DoesNotTakeSetForAList) {
    Desk desk;
    desk.plugin("a-1.0", withEnvironment("OCIO = \"/a\"\n"));
    desk.plugin("b-1.0", withEnvironment("OCIO.set = \"/b\"\n"));
    EXPECT_THAT(desk.type({"check"}).out, HasSubstr(kMeant));
}

TEST(CheckOfUnnamedOperations, KnowsVariablesThatAreListsByTheirName) {
    Desk desk;
    desk.plugin("a-1.0", withEnvironment("MAYA_SCRIPT_PATH = \"{plugin.dir}/scripts\"\n"));
    EXPECT_EQ(desk.type({"check"}).out, "nothing wrong in 1 manifest\n");
}

TEST(CheckOfUnnamedOperations, IsForThePersonWhoChecksNotForLaunches) {
    Desk desk;
    desk.painter();
    desk.plugin("a-1.0", withEnvironment("OCIO = \"/a\"\n"));
    EXPECT_THAT(desk.type({"explain", "painter"}).out, Not(HasSubstr(kMeant)));
    EXPECT_EQ(desk.type({"env", "painter"}).err, "");
}

}  // namespace
}  // namespace slipway
