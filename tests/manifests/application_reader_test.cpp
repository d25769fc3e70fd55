// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "manifests/installations.h"
#include "manifests/manifest.h"
#include "tests/support/documents.h"

namespace slipway {
namespace {

using slipway::testing::json;
using slipway::testing::printed;
using slipway::testing::toml;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

// The applications of a manifest whose first line is `slipway = 1`.
std::vector<Node> declarations(const std::string& rest, const PlatformRules& rules = kLinuxRules) {
    Diagnostics diagnostics;
    const Manifest manifest = readManifest(toml("slipway = 1\n" + rest), rules, diagnostics);
    EXPECT_THAT(printed(diagnostics), IsEmpty());
    return manifest.applications;
}

Application application(const std::string& rest, const PlatformRules& rules = kLinuxRules) {
    const std::vector<Node> nodes = declarations(rest, rules);
    EXPECT_EQ(nodes.size(), 1);
    if (nodes.empty()) return {};
    return readApplication(mergeApplications(nodes), rules).value_or(Application{});
}

// Declarations of several manifests, the one that counts most first, as one application.
Application merged(const std::vector<std::string>& manifests,
                   const PlatformRules& rules = kLinuxRules) {
    std::vector<Node> nodes;
    for (const std::string& manifest : manifests) {
        for (const Node& node : declarations(manifest, rules)) nodes.push_back(node);
    }
    return readApplication(mergeApplications(nodes), rules).value_or(Application{});
}

std::vector<std::string> said(const std::string& rest) {
    Diagnostics diagnostics;
    readManifest(toml("slipway = 1\n" + rest), kLinuxRules, diagnostics);
    return printed(diagnostics);
}

std::vector<std::string> texts(const std::vector<Template>& templates) {
    std::vector<std::string> result;
    for (const Template& text : templates) result.push_back(templateText(text));
    return result;
}

std::vector<std::string> operations(const Application& application) {
    std::vector<std::string> result;
    for (const EnvironmentOperation& operation : application.environment) {
        std::string text = operation.name + "." + std::string(operationName(operation.kind)) + " =";
        for (const std::string& value : texts(operation.values)) text += " " + value;
        result.push_back(text);
    }
    return result;
}

std::vector<std::string> paths(const Application& application) {
    std::vector<std::string> result;
    for (const FindEntry& entry : application.find) result.push_back(placeText(entry));
    return result;
}

constexpr const char* kMaya = R"toml(
[[application]]
name = "maya"
identifier = "maya_{variant}"
variant = "{version}"
label = "Maya"
icon = "resource/maya.svg"
priority = 20
contexts = ["Task"]
arguments = ["-x"]
batch = ["-batch", "-b"]
working_directory = "inherit"
nested = "inherit"
integrations = { framework = ["framework-maya", "framework-core"] }
[application.commands]
mayapy = {}
Render = { executable = { macos = "../bin/Render" }, mode = "batch" }
maya-safe = { executable = "maya", arguments = ["-noAutoloadPlugins"], identifier = "maya_safe_{variant}", label = "Maya (safe)" }
[application.find]
linux = ["/usr/autodesk/maya{version}/bin/maya"]
windows = ['C:\Program Files*\Autodesk\Maya{version}\bin\maya.exe']
macos = ["/Applications/Autodesk/maya{version}/Maya.app"]
[application.env]
PYTHONHOME.unset = true
)toml";

TEST(Application, OfTheSpecificationIsRead) {
    const Application maya = application(kMaya);
    EXPECT_EQ(maya.name, "maya");
    EXPECT_EQ(templateText(maya.identifier), "maya_{application.variant}");
    EXPECT_EQ(templateText(maya.variant), "{application.version}");
    EXPECT_EQ(maya.label, literal("Maya"));
    EXPECT_THAT(maya.icon, Optional(literal("/studio/tools-1.2.0/resource/maya.svg")));
    EXPECT_EQ(maya.priority, 20);
    EXPECT_THAT(maya.contexts, ElementsAre(literal("Task")));
    EXPECT_THAT(texts(maya.arguments), ElementsAre("-x"));
    EXPECT_THAT(maya.batch, ElementsAre(literal("-batch"), literal("-b")));
    EXPECT_EQ(maya.workingDirectory, std::nullopt);
    EXPECT_TRUE(maya.inheritsLaunch);
    ASSERT_EQ(maya.groups.size(), 1);
    EXPECT_EQ(maya.groups[0].name, "framework");
    EXPECT_THAT(maya.groups[0].members,
                ElementsAre(literal("framework-maya"), literal("framework-core")));
    EXPECT_THAT(paths(maya), ElementsAre("/usr/autodesk/maya{version}/bin/maya"));
    EXPECT_THAT(operations(maya), ElementsAre("PYTHONHOME.unset ="));
}

TEST(Application, HasCommandsBesidesItsMainOne) {
    const Application maya = application(kMaya);
    ASSERT_EQ(maya.commands.size(), 3);
    EXPECT_EQ(maya.commands[0].name, "mayapy");
    EXPECT_EQ(maya.commands[0].executable, std::nullopt);
    EXPECT_FALSE(maya.commands[0].isBatch);
    EXPECT_EQ(maya.commands[0].identifier, std::nullopt);
    EXPECT_EQ(maya.commands[0].label, std::nullopt);
    EXPECT_EQ(maya.commands[1].name, "Render");
    EXPECT_EQ(maya.commands[1].executable, std::nullopt);
    EXPECT_TRUE(maya.commands[1].isBatch);
    EXPECT_EQ(maya.commands[2].name, "maya-safe");
    EXPECT_THAT(maya.commands[2].executable, Optional(literal("maya")));
    EXPECT_THAT(texts(maya.commands[2].arguments), ElementsAre("-noAutoloadPlugins"));
    ASSERT_TRUE(maya.commands[2].identifier.has_value());
    EXPECT_EQ(templateText(*maya.commands[2].identifier), "maya_safe_{application.variant}");
    EXPECT_THAT(maya.commands[2].label, Optional(literal("Maya (safe)")));
    const Application onMac = application(kMaya, kMacosRules);
    EXPECT_THAT(onMac.commands.at(1).executable, Optional(literal("../bin/Render")));
}

TEST(Application, MayBeTheIntelHalfOfAnExecutableOnMacsOnly) {
    const std::string text =
        "[application]\nname = 'a'\n"
        "find = [{ path = '/Applications/A.app', rosetta = true }, '/Applications/B.app']\n";
    const Application onMac = application(text, kMacosRules);
    ASSERT_EQ(onMac.find.size(), 2u);
    EXPECT_TRUE(onMac.find[0].rosetta);
    EXPECT_FALSE(onMac.find[1].rosetta);
    EXPECT_FALSE(application(text).find[0].rosetta);
}

TEST(Application, HasTheDefaultsOfTheSpecification) {
    const Application plain = application("[application]\nname = 'nuke'\n");
    EXPECT_EQ(templateText(plain.identifier), "{application.name}_{application.variant}");
    EXPECT_EQ(templateText(plain.variant), "{application.version}");
    EXPECT_EQ(plain.label, literal("nuke"));
    EXPECT_EQ(plain.icon, std::nullopt);
    EXPECT_EQ(plain.priority, 100);
    EXPECT_THAT(plain.contexts, IsEmpty());
    EXPECT_EQ(plain.workingDirectory, std::nullopt);
    EXPECT_FALSE(plain.inheritsLaunch);
    EXPECT_THAT(plain.commands, IsEmpty());
    EXPECT_THAT(plain.find, IsEmpty());
}

TEST(Application, MayBeOneObjectOrAnArray) {
    EXPECT_EQ(declarations("[application]\nname = 'a'\n").size(), 1);
    EXPECT_EQ(declarations("[[application]]\nname = 'a'\n[[application]]\nname = 'b'\n").size(), 2);
}

TEST(Application, NeedsAName) {
    EXPECT_THAT(said("[application]\nlabel = 'x'\n"),
                ElementsAre("slipway.toml:2:1: error: an application has no 'name'; the name is "
                            "the key by which it is launched, 'maya'"));
}

TEST(Application, NeedsANameThatAFileCanHave) {
    for (const std::string name : {"a/b", "a\\\\b", ".", "..", "a@2", "a,b", "a=b", "C:x"}) {
        const std::string text = name == "a\\\\b" ? "a\\b" : name;
        EXPECT_THAT(said("[application]\nname = \"" + name + "\"\n"),
                    ElementsAre("slipway.toml:3:8: error: '" + text +
                                "' cannot be the name of an application; it becomes the name of a "
                                "file: it is not empty, '.' or '..', and holds no '/', '\\', ':', "
                                "'@', '=' or ','"))
            << name;
    }
    EXPECT_THAT(said("[application]\nname = ''\n"),
                ElementsAre("slipway.toml:3:8: error: 'application.name' is empty"));
}

TEST(Application, NeedsCommandsWithNamesThatAFileCanHave) {
    EXPECT_THAT(said("[application]\nname = 'a'\n[application.commands]\n\"b/c\" = {}\n"
                     "\"\" = {}\n")
                    .size(),
                2);
    EXPECT_EQ(application("[application]\nname = 'a'\n[application.commands]\n\"b.1\" = {}\n")
                  .commands.at(0)
                  .name,
              "b.1");
}

TEST(Application, DescribesItsMainCommandItself) {
    EXPECT_THAT(said("[application]\nname = 'a'\n[application.commands]\na = {}\n"),
                ElementsAre("slipway.toml:5:1: error: 'a' is the main command of the application "
                            "itself; write what it says into the application's own table"));
}

TEST(Application, WarnsOfUnknownKeysBelowNamesThatTheAuthorChose) {
    EXPECT_THAT(said("[application]\nname = 'a'\n[application.commands.b]\nexecutabel = 'x'\n"),
                ElementsAre("slipway.toml:5:1: warning: unknown key "
                            "'application.commands.b.executabel'; did you mean 'executable'?"));
}

TEST(Application, SaysWhatIsWrongBelowNamesThatTheAuthorChose) {
    EXPECT_THAT(said("[application]\nname = 'a'\n[application.commands]\nb = 3\n"
                     "c = { mode = 'farm' }\n[application.integrations]\ng = 'x'\n"),
                ElementsAre("slipway.toml:8:5: error: 'application.integrations.g' must be a list "
                            "of strings, not a string 'x'; write [\"x\"]",
                            "slipway.toml:5:5: error: 'application.commands.b' must be a table, "
                            "not an integer 3",
                            "slipway.toml:6:14: error: 'application.commands.c.mode' cannot be "
                            "'farm'; it can be 'interactive' or 'batch'"));
}

TEST(Application, StartsInAWorkingDirectory) {
    const auto folder = [](const std::string& text) {
        const auto read =
            application("[application]\nname = 'a'\nworking_directory = '" + text + "'\n");
        return read.workingDirectory ? templateText(*read.workingDirectory) : "(inherited)";
    };
    EXPECT_EQ(folder("/tmp"), "/tmp");
    EXPECT_EQ(folder("{application.dir}/x"), "{application.dir}/x");
    EXPECT_EQ(folder("work"), "/studio/tools-1.2.0/work");
    EXPECT_EQ(folder("inherit"), "(inherited)");
}

TEST(Application, HasAnIconFileOrTheNameOfAnIcon) {
    const auto icon = [](const std::string& text) {
        return application("[application]\nname = 'a'\nicon = '" + text + "'\n")
            .icon.value_or(Template{});
    };
    EXPECT_EQ(icon("org.kde.krita"), literal("org.kde.krita"));
    EXPECT_EQ(icon("maya.svg"), literal("/studio/tools-1.2.0/maya.svg"));
    EXPECT_EQ(icon("{plugin.dir}/maya.png"), literal("/studio/tools-1.2.0/maya.png"));
    EXPECT_EQ(templateText(icon("{application.name}.svg")), "{application.name}.svg");
}

TEST(Application, HasALabelMadeOfItsVariantButNotOfItsIdentifier) {
    const Application read =
        application("[application]\nname = 'a'\nlabel = 'A {variant} {application.version}'\n");
    EXPECT_EQ(templateText(read.label), "A {application.variant} {application.version}");
    for (const char* circular : {"{identifier}", "{label}"}) {
        EXPECT_THAT(said("[application]\nname = 'a'\nlabel = '" + std::string(circular) + "'\n"),
                    ElementsAre("slipway.toml:4:9: error: '" + std::string(circular) +
                                "' would stand for itself; build it from '{name}', '{variant}' and "
                                "'{version}'"));
    }
    EXPECT_THAT(said("[application]\nname = 'a'\nvariant = '{label}'\n"),
                ElementsAre("slipway.toml:4:11: error: '{label}' would stand for itself; build it "
                            "from '{version}'"));
}

TEST(Find, TakesPathsAndTables) {
    const Application read = application(
        "[application]\nname = 'a'\nfind = ['/opt/a{version}/a', { path = '/usr/bin/a', version = "
        "'4.2', arguments = ['-x', '{home}'] }]\n");
    ASSERT_EQ(read.find.size(), 2);
    EXPECT_EQ(placeText(read.find[0]), "/opt/a{version}/a");
    EXPECT_EQ(read.find[0].version, std::nullopt);
    EXPECT_EQ(placeText(read.find[1]), "/usr/bin/a");
    EXPECT_THAT(read.find[1].version, Optional(literal("4.2")));
    EXPECT_THAT(texts(read.find[1].arguments), ElementsAre("-x", "{home}"));
    EXPECT_EQ(read.find[1].location.line, 4);
}

TEST(Find, TakesTablesByPlatformAtEveryPlace) {
    const std::string text =
        "[application]\nname = 'a'\nfind = [{ linux = '/l', windows = 'C:\\w' }, { path = { linux "
        "= '/p', windows = 'C:\\p' } }, { path = { windows = 'C:\\o' } }]\n";
    EXPECT_THAT(paths(application(text, kLinuxRules)), ElementsAre("/l", "/p"));
    EXPECT_THAT(paths(application(text, kWindowsRules)), ElementsAre("C:\\w", "C:\\p", "C:\\o"));
    EXPECT_THAT(paths(application("[application]\nname = 'a'\n[application.find]\nwindows = "
                                  "['C:\\a']\n")),
                IsEmpty());
}

TEST(Find, KeepsWhatIsExpandedLater) {
    EXPECT_THAT(
        paths(application("[application]\nname = 'a'\nfind = ['{home}/a-{version}/{version."
                          "major}.{version.minor}/*?', '{env.APPS}/a']\n")),
        ElementsAre("{home}/a-{version}/{version.major}.{version.minor}/*?", "{env.APPS}/a"));
}

TEST(Find, IsRelativeToTheFileThatSaysIt) {
    EXPECT_THAT(
        paths(application("[application]\nname = 'a'\nfind = ['bin/a', '{plugin.dir}/b']\n")),
        ElementsAre("/studio/tools-1.2.0/bin/a", "/studio/tools-1.2.0/b"));
}

TEST(Find, SaysWhatIsWrongWithAnEntry) {
    EXPECT_THAT(said("[application]\nname = 'a'\nfind = [3, { version = '1' }, '~/a', "
                     "'/a/{verson}']\n"),
                ElementsAre("slipway.toml:4:9: error: 'application.find' must hold strings, not an "
                            "integer 3; write \"3\""));
    EXPECT_THAT(said("[application]\nname = 'a'\nfind = [{ version = '1' }, '~/a', "
                     "'/a/{verson}']\n"),
                ElementsAre("slipway.toml:4:9: error: an entry of 'find' has no 'path'; write { "
                            "path = \"…\" }",
                            "slipway.toml:4:28: error: '~/a': '~' stands for nothing in a "
                            "manifest; write '{home}'",
                            "slipway.toml:4:35: error: unknown placeholder '{verson}'; did you "
                            "mean '{version}'?"));
    EXPECT_THAT(said("[application]\nname = 'a'\nfind = '/usr/bin/a'\n"),
                ElementsAre("slipway.toml:4:8: error: 'application.find' must be a list of paths, "
                            "not a string '/usr/bin/a'; write [\"/usr/bin/a\"]"));
}

TEST(Find, TakesQuestionsForTheVersion) {
    const Application read = application(
        "[application]\nname = 'a'\nfind = [{ path = '/a', version = { ask = { linux = ['-v', "
        "'{env.X:-y}'], default = [] }, pattern = 'A {version}', executable = 'b' } }]\n");
    ASSERT_EQ(read.find.size(), 1);
    ASSERT_TRUE(read.find[0].question.has_value());
    EXPECT_THAT(texts(read.find[0].question->arguments), ElementsAre("-v", "{env.X:-y}"));
    EXPECT_THAT(read.find[0].question->executable, Optional(literal("b")));
}

TEST(Find, SaysWhatIsWrongWithAQuestion) {
    EXPECT_THAT(said("[application]\nname = 'a'\nfind = [\n"
                     "{ path = '/a', version = { ask = ['-v'] } },\n"
                     "{ path = '/a', version = { pattern = '{version}' } },\n"
                     "{ path = '/a', version = { ask = ['-v'], pattern = 'A' } },\n"
                     "{ path = '/a', version = { ask = '-v', pattern = '{version}' } },\n]\n"),
                ElementsAre("slipway.toml:5:26: error: 'version' lacks 'ask' or 'pattern'; write { "
                            "ask = [\"--version\"], pattern = \"Blender {version}\" }",
                            "slipway.toml:6:26: error: 'version' lacks 'ask' or 'pattern'; write { "
                            "ask = [\"--version\"], pattern = \"Blender {version}\" }",
                            "slipway.toml:7:52: error: 'A' has no '{version}'; write '{version}' "
                            "where the output has the version",
                            "slipway.toml:8:34: error: 'application.find.version.ask' must be a "
                            "list of strings, not a string '-v'; write [\"-v\"]"));
}

TEST(Find, KnowsNothingOfALaunch) {
    EXPECT_THAT(said("[application]\nname = 'a'\nfind = ['/a/{context.shot}', "
                     "'/a/{version:-1}']\n"),
                ElementsAre("slipway.toml:4:9: error: '{context.shot}' has no value here: "
                            "installations are looked for before a launch; possible are "
                            "'{version}', '{version.major}', '{version.minor}', '{home}', "
                            "'{user}', '{env.NAME}', '{paths.NAME}' and what is the plugin's own",
                            "slipway.toml:4:30: error: '{version}' is looked for and has no "
                            "default"));
}

TEST(Find, KeepsDefaultsAndBraces) {
    EXPECT_THAT(paths(application("[application]\nname = 'a'\nfind = ['{env.A:-/opt}/{{a}}']\n")),
                ElementsAre("{env.A:-/opt}/{{a}}"));
}

TEST(Application, HasCategoriesAndTypesOfFiles) {
    const Application read = application(
        "[application]\nname = 'a'\ncategories = ['Graphics', '3DGraphics']\n"
        "mime_types = ['application/x-blender']\n");
    EXPECT_THAT(read.categories, ElementsAre("Graphics", "3DGraphics"));
    EXPECT_THAT(read.mimeTypes, ElementsAre("application/x-blender"));
}

TEST(Merge, TakesEachKeyFromTheFirstThatHasIt) {
    const Application read = merged({"[application]\nname = 'a'\nlabel = 'Mine'\n",
                                     "[application]\nname = 'a'\nlabel = 'Yours'\npriority = 7\n",
                                     "[application]\nname = 'a'\npriority = 8\nicon = 'i'\n"});
    EXPECT_EQ(read.label, literal("Mine"));
    EXPECT_EQ(read.priority, 7);
    EXPECT_THAT(read.icon, Optional(literal("i")));
}

TEST(Merge, GoesDeepIntoTables) {
    const Application read =
        merged({"[application]\nname = 'a'\n[application.commands]\nb = { label = 'B' }\n",
                "[application]\nname = 'a'\n[application.commands]\nb = { label = 'x', mode = "
                "'batch' }\nc = {}\n"});
    ASSERT_EQ(read.commands.size(), 2);
    const Command& b = read.commands[0].name == "b" ? read.commands[0] : read.commands[1];
    EXPECT_EQ(b.label, literal("B"));
    EXPECT_TRUE(b.isBatch);
}

TEST(Merge, ReplacesLists) {
    const Application read = merged({"[application]\nname = 'a'\nbatch = ['-b']\nfind = ['/x']\n",
                                     "[application]\nname = 'a'\nbatch = ['-c', '-d']\nfind = "
                                     "['/y', '/z']\n"});
    EXPECT_THAT(read.batch, ElementsAre(literal("-b")));
    EXPECT_THAT(paths(read), ElementsAre("/x"));
}

TEST(Merge, LeavesToOthersWhatAnotherPlatformsValueDoesNotSay) {
    const std::vector<std::string> manifests = {
        "[application]\nname = 'a'\nlabel = { windows = 'W' }\n[application.find]\nwindows = "
        "['C:\\a']\n",
        "[application]\nname = 'a'\nlabel = 'L'\n[application.find]\nlinux = ['/a']\nwindows = "
        "['C:\\b']\n"};
    EXPECT_EQ(merged(manifests, kLinuxRules).label, literal("L"));
    EXPECT_THAT(paths(merged(manifests, kLinuxRules)), ElementsAre("/a"));
    EXPECT_EQ(merged(manifests, kWindowsRules).label, literal("W"));
    EXPECT_THAT(paths(merged(manifests, kWindowsRules)), ElementsAre("C:\\a"));
}

TEST(Merge, MatchesOperationsHoweverTheyAreWritten) {
    EXPECT_THAT(operations(merged({"[application]\nname = 'a'\n[application.env]\nP = 'mine'\n"
                                   "Q.set = '1'\n",
                                   "[application]\nname = 'a'\n[application.env]\n\"P.append\" = "
                                   "'yours'\nQ = { set = '2', pop = '3' }\n"})),
                ElementsAre("Q.pop = 3", "P.append = mine", "Q.set = 1"));
}

TEST(Merge, AppliesOperationsOfTheOneThatCountsMostLast) {
    EXPECT_THAT(operations(merged({"[application]\nname = 'a'\n[application.env]\nP.set = '1'\n"
                                   "P.append = '2'\n",
                                   "[application]\nname = 'a'\n[application.env]\nP.append = '0'\n"
                                   "P.prepend = '9'\n"})),
                ElementsAre("P.prepend = 9", "P.set = 1", "P.append = 2"));
}

TEST(Merge, KeepsWhereEachValueWasWritten) {
    const Application read =
        merged({"[application]\nname = 'a'\n[application.env]\nP.set = '1'\n",
                "\n\n[application]\nname = 'a'\nfind = ['bin/a']\n[application.env]\nR.set = "
                "'2'\n"});
    ASSERT_EQ(read.environment.size(), 2);
    EXPECT_EQ(read.environment[0].name, "R");
    EXPECT_EQ(read.environment[0].location.line, 8);
    EXPECT_EQ(read.environment[1].name, "P");
    EXPECT_EQ(read.environment[1].location.line, 5);
    EXPECT_EQ(read.find.at(0).location.line, 6);
    EXPECT_EQ(read.location.line, 2);
}

TEST(Merge, KeepsTheOrderOfWritingWithinOneDeclaration) {
    EXPECT_THAT(operations(application("[application]\nname = 'a'\n[application.env]\nA.set = '1'\n"
                                       "B.set = '{env.A}'\nA.append = '2'\n")),
                ElementsAre("A.set = 1", "B.set = {env.A}", "A.append = 2"));
}

}  // namespace
}  // namespace slipway
