// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

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

// `slipway = 1` is the first line of each manifest here, so that the rest begins at line 2.
std::string manifestText(const std::string& rest) {
    return "slipway = 1\n" + rest;
}

Manifest parsed(const Node& root, const PlatformRules& rules = kLinuxRules) {
    Diagnostics diagnostics;
    Manifest manifest = readManifest(root, rules, diagnostics);
    EXPECT_THAT(printed(diagnostics), IsEmpty());
    return manifest;
}

Integration onlyIntegration(const std::string& rest, const PlatformRules& rules = kLinuxRules) {
    const Manifest manifest = parsed(toml(manifestText(rest)), rules);
    EXPECT_EQ(manifest.integrations.size(), 1);
    return manifest.integrations.empty() ? Integration{} : manifest.integrations.front();
}

std::vector<std::string> said(const std::string& text) {
    Diagnostics diagnostics;
    readManifest(toml(text), kLinuxRules, diagnostics);
    return printed(diagnostics);
}

std::vector<std::string> saidOf(const std::string& rest) {
    return said(manifestText(rest));
}

// `PYTHONPATH.prepend(a, b)`, `X.append(a;sep ,)`: what one operation is.
std::string shown(const EnvironmentOperation& operation) {
    std::string text = operation.name + "." + std::string(operationName(operation.kind)) + "(";
    for (std::size_t i = 0; i < operation.values.size(); ++i) {
        text += (i > 0 ? "|" : "") + templateText(operation.values[i]);
    }
    if (operation.separator) text += " by " + templateText(*operation.separator);
    return text + ")";
}

std::vector<std::string> environment(const std::string& env,
                                     const PlatformRules& rules = kLinuxRules) {
    std::vector<std::string> operations;
    const Integration integration = onlyIntegration("[integration.env]\n" + env, rules);
    if (integration.parts.empty()) return operations;
    for (const auto& operation : integration.parts.front().environment) {
        operations.push_back(shown(operation));
    }
    return operations;
}

std::vector<std::string> jsonEnvironment(const std::string& env) {
    const Manifest manifest =
        parsed(json(R"({"slipway": 1, "integration": {"env": )" + env + "}}"));
    std::vector<std::string> operations;
    for (const auto& operation : manifest.integrations.at(0).parts.at(0).environment) {
        operations.push_back(shown(operation));
    }
    return operations;
}

std::vector<std::string> saidOfEnvironment(const std::string& env) {
    return saidOf("[integration.env]\n" + env);
}

// ---- the whole ----

TEST(Manifest, OfTheSpecificationsJsonIsRead) {
    const Manifest manifest = parsed(json(R"({"slipway": 1,
 "integration": {"name": "ftrack-example-integration", "version": "0.0.0",
   "env": {"FTRACK_EVENT_PLUGIN_PATH.prepend": "{plugin.dir}/hook",
           "PYTHONPATH.prepend": ["{plugin.dir}/dependencies"],
           "FTRACK_CONTEXTID.set": "{context.id}"}}})"));
    EXPECT_THAT(manifest.pluginVersion, Optional(std::string("0.0.0")));
    ASSERT_EQ(manifest.integrations.size(), 1);
    const Integration& integration = manifest.integrations.front();
    EXPECT_EQ(integration.name, "ftrack-example-integration");
    ASSERT_EQ(integration.parts.size(), 1);
    const auto& operations = integration.parts.front().environment;
    ASSERT_EQ(operations.size(), 3);
    EXPECT_EQ(shown(operations[0]), "FTRACK_EVENT_PLUGIN_PATH.prepend(/studio/tools-1.2.0/hook)");
    EXPECT_EQ(shown(operations[1]), "PYTHONPATH.prepend(/studio/tools-1.2.0/dependencies)");
    EXPECT_EQ(shown(operations[2]), "FTRACK_CONTEXTID.set({context.id})");
}

TEST(Manifest, OfTheSpecificationsTomlIsRead) {
    const Manifest manifest = parsed(toml(R"(slipway = 1
[plugin]
name = "framework-maya"
version = "24.11.0"
description = "ftrack Framework for Maya"
[[integration]]
name = "framework-maya"
priority = 40
when = "application.identifier = maya* and application.version >= 2021"
requires = ["framework-core >= 2.0"]
required = false
arguments = []
[integration.env]
PYTHONPATH.prepend = ["{plugin.dir}/dependencies", "{plugin.dir}/resource/bootstrap"]
MAYA_SCRIPT_PATH = "{plugin.dir}/resource/bootstrap"
FTRACK_MAYA_VERSION.set = "{application.version.major}"
FTRACK_CONTEXTID.set = "{context.id}"
[[integration.case]]
when = "platform = windows"
[integration.case.env]
MAYA_MODULE_PATH.append = { value = ["{plugin.dir}/modules"], separator = ";" }
)"));
    EXPECT_THAT(manifest.pluginName, Optional(std::string("framework-maya")));
    EXPECT_THAT(manifest.pluginVersion, Optional(std::string("24.11.0")));
    EXPECT_THAT(manifest.pluginDescription, Optional(literal("ftrack Framework for Maya")));
    ASSERT_EQ(manifest.integrations.size(), 1);
    const Integration& integration = manifest.integrations.front();
    EXPECT_EQ(integration.priority, 40);
    EXPECT_FALSE(integration.required);
    ASSERT_EQ(integration.requirements.size(), 1);
    EXPECT_EQ(integration.requirements[0].name, literal("framework-core"));
    ASSERT_EQ(integration.parts.size(), 2);
    EXPECT_EQ(integration.parts[0].when.source,
              "application.identifier = maya* and application.version >= 2021");
    EXPECT_EQ(integration.parts[0].environment.size(), 4);
    EXPECT_EQ(integration.parts[1].when.source, "platform = windows");
    ASSERT_EQ(integration.parts[1].environment.size(), 1);
    EXPECT_EQ(shown(integration.parts[1].environment[0]),
              "MAYA_MODULE_PATH.append(/studio/tools-1.2.0/modules by ;)");
}

TEST(Manifest, MayHaveOneIntegrationOrAnArrayOfThem) {
    EXPECT_EQ(parsed(toml(manifestText("[integration]\n"))).integrations.size(), 1);
    EXPECT_EQ(parsed(toml(manifestText("[[integration]]\nname = 'a'\n[[integration]]\n")))
                  .integrations.size(),
              2);
    EXPECT_EQ(parsed(json(R"({"slipway": 1, "integration": [{}]})")).integrations.size(), 1);
}

TEST(Manifest, WithoutAnythingButTheLanguageIsWhole) {
    const Manifest manifest = parsed(toml("slipway = 1"));
    EXPECT_THAT(manifest.integrations, IsEmpty());
    EXPECT_THAT(manifest.applications, IsEmpty());
    EXPECT_EQ(manifest.pluginName, std::nullopt);
}

// ---- `slipway` ----

TEST(Language, MustBeSaid) {
    EXPECT_THAT(said("[integration]\n"),
                ElementsAre("slipway.toml:1:1: error: 'slipway' is missing; a manifest says which "
                            "version of the language it is in: slipway = 1"));
}

TEST(Language, IsAnInteger) {
    EXPECT_THAT(said("slipway = \"1\"\n"),
                ElementsAre("slipway.toml:1:11: error: 'slipway' must be an integer, not a string "
                            "'1'; write 1"));
    EXPECT_THAT(said("slipway = 1.0\n"),
                ElementsAre("slipway.toml:1:11: error: 'slipway' must be an integer, not a float "
                            "1.0"));
}

TEST(Language, OfANewerVersionIsNotGuessedAt) {
    EXPECT_THAT(said("slipway = 2\nmagic = true\n"),
                ElementsAre("slipway.toml:1:11: error: 'slipway' is 2, a newer language than this "
                            "Slipway reads; it reads 1: update Slipway"));
    EXPECT_THAT(said("slipway = 0\n"),
                ElementsAre("slipway.toml:1:11: error: there is no language 'slipway = 0'; write "
                            "slipway = 1"));
}

// ---- keys and types ----

TEST(Manifest, WarnsOfUnknownKeysWithTheNearestKnownOne) {
    EXPECT_THAT(
        saidOf("integrations = {}\n"
               "[plugin]\nverison = '1'\n"
               "[integration]\nprioritty = 4\nlaunch_arguments = []\ncolour = 'red'\n"),
        ElementsAre("slipway.toml:2:1: warning: unknown key 'integrations'; did you mean "
                    "'integration'?",
                    "slipway.toml:4:1: warning: unknown key 'plugin.verison'; did you mean "
                    "'version'?",
                    "slipway.toml:6:1: warning: unknown key 'integration.prioritty'; did "
                    "you mean 'priority'?",
                    "slipway.toml:7:1: warning: unknown key 'integration.launch_arguments'; "
                    "did you mean 'arguments'?",
                    "slipway.toml:8:1: warning: unknown key 'integration.colour'"));
}

TEST(Manifest, DoesNotTakeADotInAQuotedKeyForAPath) {
    EXPECT_THAT(saidOf("\"plugin.name\" = 'x'\n"),
                ElementsAre("slipway.toml:2:1: warning: unknown key 'plugin.name'"));
}

TEST(Manifest, SaysWhichTypeAValueMustHaveAndHowToWriteIt) {
    EXPECT_THAT(
        saidOf("plugin = 'x'\n"
               "[integration]\n"
               "name = 3\n"
               "priority = '40'\n"
               "required = 'true'\n"
               "arguments = '-v'\n"
               "when = true\n"),
        ElementsAre(
            "slipway.toml:2:10: error: 'plugin' must be a table, not a string 'x'",
            "slipway.toml:4:8: error: 'integration.name' must be a string, not an integer 3; "
            "write \"3\"",
            "slipway.toml:5:12: error: 'integration.priority' must be an integer, not a string "
            "'40'; write 40",
            "slipway.toml:6:12: error: 'integration.required' must be a boolean, not a string "
            "'true'; write true",
            "slipway.toml:7:13: error: 'integration.arguments' must be a list of strings, not a "
            "string '-v'; write [\"-v\"]",
            "slipway.toml:8:8: error: 'integration.when' must be a string, not a boolean true; "
            "write \"true\""));
}

TEST(Manifest, SaysWhichElementOfAListIsWrong) {
    EXPECT_THAT(saidOf("[integration]\narguments = ['-t', 4, 1.5]\n"),
                ElementsAre("slipway.toml:3:20: error: 'integration.arguments' must hold strings, "
                            "not an integer 4; write \"4\"",
                            "slipway.toml:3:23: error: 'integration.arguments' must hold strings, "
                            "not a float 1.5; write \"1.5\""));
}

TEST(Manifest, RefusesPrioritiesOutOfRange) {
    EXPECT_THAT(saidOf("[integration]\npriority = 3000000000\n"),
                ElementsAre("slipway.toml:3:12: error: 'integration.priority' is out of range: "
                            "3000000000; it can be from -2147483648 to 2147483647"));
}

TEST(Manifest, WantsTablesWhereTablesStand) {
    EXPECT_THAT(saidOf("integration = ['x']\n"),
                ElementsAre("slipway.toml:2:16: error: 'integration' must be a table or a list of "
                            "tables, not a string 'x'"));
    EXPECT_THAT(saidOf("integration = 4\n"),
                ElementsAre("slipway.toml:2:15: error: 'integration' must be a table or a list of "
                            "tables, not an integer 4"));
}

TEST(Manifest, RefusesNamesThatAreEmptyOrHoldControlCharacters) {
    EXPECT_THAT(saidOf("[plugin]\nname = ''\nversion = \"1\\u0000\"\n"),
                ElementsAre("slipway.toml:3:8: error: 'plugin.name' is empty",
                            "slipway.toml:4:11: error: 'plugin.version' holds a control "
                            "character"));
}

TEST(Manifest, HasCasesWithinCases) {
    const Integration integration = onlyIntegration(
        "[integration]\n"
        "[[integration.case]]\narguments = ['a']\n"
        "[[integration.case.case]]\nwhen = 'host = x'\narguments = ['b']\n"
        "[[integration.case.case.case]]\narguments = ['c']\n"
        "[[integration.case]]\narguments = ['d']\n");
    std::string order;
    for (const Part& part : integration.parts) {
        order += std::to_string(part.depth);
        for (const Template& argument : part.arguments) order += templateText(argument);
    }
    EXPECT_EQ(order, "01a2b3c1d");
}

TEST(Manifest, KnowsTheKeysOfACaseWithinACase) {
    EXPECT_THAT(
        saidOf("[integration]\n[[integration.case]]\n[[integration.case.case]]\n"
               "priority = 3\nargumens = []\n"),
        ElementsAre("slipway.toml:5:1: warning: unknown key 'integration.case.case.priority'; "
                    "'priority' belongs in [[integration]]",
                    "slipway.toml:6:1: warning: unknown key 'integration.case.case.argumens'; "
                    "did you mean 'arguments'?"));
}

// ---- the plugin ----

PluginIdentity identity(const std::string& text) {
    return readPluginIdentity(toml(text));
}

TEST(PluginIdentity, IsWhatThePluginSaysOfItself) {
    const PluginIdentity read = identity("[plugin]\nname = 'a'\nversion = '2'\n");
    EXPECT_EQ(read.name, "a");
    EXPECT_EQ(read.version, "2");
}

TEST(PluginIdentity, TakesTheVersionOfAnOnlyIntegration) {
    EXPECT_EQ(identity("[integration]\nversion = '3'\n").version, "3");
    EXPECT_EQ(identity("[[integration]]\nversion = '3'\n").version, "3");
    EXPECT_EQ(identity("[plugin]\nversion = '2'\n[integration]\nversion = '3'\n").version, "2");
    EXPECT_EQ(identity("[[integration]]\nversion = '3'\n[[integration]]\n").version, std::nullopt);
}

TEST(PluginIdentity, NeverTakesTheNameOfAnIntegration) {
    EXPECT_EQ(identity("[integration]\nname = 'x'\n").name, std::nullopt);
}

TEST(PluginIdentity, PassesOverWhatIsWrong) {
    EXPECT_EQ(identity("plugin = 3\nintegration = 4\n").name, std::nullopt);
    EXPECT_EQ(identity("[plugin]\nname = 3\nversion = []\n").version, std::nullopt);
    EXPECT_EQ(identity("integration = []\n").version, std::nullopt);
    EXPECT_EQ(readPluginIdentity(Node{Array{}, {}}).name, std::nullopt);
}

TEST(Manifest, WarnsOfAVersionThatOneOfSeveralIntegrationsHas) {
    EXPECT_THAT(saidOf("[[integration]]\nname = 'a'\nversion = '3'\n[[integration]]\n"),
                ElementsAre("slipway.toml:4:11: warning: 'integration.version' says nothing where "
                            "a plugin has several integrations; write it as 'plugin.version'"));
}

// ---- integrations ----

TEST(Integration, IsNamedAfterItsPlugin) {
    EXPECT_EQ(onlyIntegration("[integration]\n").name, "tools");
    EXPECT_EQ(onlyIntegration("[integration]\nname = 'x'\n").name, "x");
}

TEST(Integration, HasTheDefaultsOfTheSpecification) {
    const Integration integration = onlyIntegration("[integration]\n");
    EXPECT_EQ(integration.priority, 100);
    EXPECT_FALSE(integration.required);
    EXPECT_THAT(integration.requirements, IsEmpty());
    ASSERT_EQ(integration.parts.size(), 1);
    EXPECT_THAT(integration.parts[0].when.nodes, IsEmpty());
    EXPECT_THAT(integration.parts[0].environment, IsEmpty());
    EXPECT_THAT(integration.parts[0].arguments, IsEmpty());
}

TEST(Integration, KnowsWhereItIsWritten) {
    const Integration integration =
        onlyIntegration("\n[integration]\n[integration.env]\nA.set = '1'\n");
    EXPECT_EQ(integration.location.line, 3);
    EXPECT_EQ(integration.parts.at(0).environment.at(0).location.line, 5);
}

TEST(Integration, HasArguments) {
    const Integration integration =
        onlyIntegration("[integration]\narguments = ['-script', '{plugin.dir}/x']\n");
    EXPECT_THAT(integration.parts.at(0).arguments,
                ElementsAre(literal("-script"), literal("/studio/tools-1.2.0/x")));
}

TEST(Integration, HasCasesInTheOrderOfWriting) {
    const Integration integration = onlyIntegration(
        "[integration]\narguments = ['a']\n"
        "[[integration.case]]\nwhen = 'platform = linux'\narguments = ['b']\n"
        "[[integration.case]]\narguments = ['c']\n");
    ASSERT_EQ(integration.parts.size(), 3);
    EXPECT_THAT(integration.parts[0].arguments, ElementsAre(literal("a")));
    EXPECT_THAT(integration.parts[1].arguments, ElementsAre(literal("b")));
    EXPECT_EQ(integration.parts[1].when.source, "platform = linux");
    EXPECT_THAT(integration.parts[2].arguments, ElementsAre(literal("c")));
    EXPECT_THAT(integration.parts[2].when.nodes, IsEmpty());
}

TEST(Integration, OfACaseHasNeitherNameNorPriorityNorRequirements) {
    EXPECT_THAT(saidOf("[integration]\n[[integration.case]]\nname = 'x'\npriority = 3\n"
                       "requires = []\nrequired = true\n"),
                ElementsAre("slipway.toml:4:1: warning: unknown key 'integration.case.name'; "
                            "'name' belongs in [[integration]]",
                            "slipway.toml:5:1: warning: unknown key 'integration.case.priority'; "
                            "'priority' belongs in [[integration]]",
                            "slipway.toml:6:1: warning: unknown key 'integration.case.requires'; "
                            "'requires' belongs in [[integration]]",
                            "slipway.toml:7:1: warning: unknown key 'integration.case.required'; "
                            "'required' belongs in [[integration]]"));
}

TEST(Integration, WarnsOfTwoOfOneName) {
    Diagnostics diagnostics;
    readManifest(toml(manifestText("[[integration]]\n[[integration]]\n")), kLinuxRules,
                 diagnostics);
    EXPECT_THAT(printed(diagnostics),
                ElementsAre("slipway.toml:3:1: warning: two integrations are named 'tools', the "
                            "first in line 2; give each a 'name' of its own"));
    EXPECT_FALSE(diagnostics.list().at(0).concernsLaunch);
}

TEST(Integration, SaysWhatIsWrongWithItsCondition) {
    EXPECT_THAT(saidOf("[integration]\nwhen = 'aplication.version >= 3'\n"),
                ElementsAre("slipway.toml:3:8: error: unknown field 'aplication.version' in "
                            "'aplication.version >= 3'; did you mean 'application.version'?"));
}

TEST(Requirement, IsAnIntegrationWithAVersionOrWithout) {
    const Integration integration = onlyIntegration(
        "[integration]\nrequires = ['core', 'qt >= 5.15', 'a=1', 'My Tools < 3']\n");
    ASSERT_EQ(integration.requirements.size(), 4);
    EXPECT_EQ(integration.requirements[0].name, literal("core"));
    EXPECT_EQ(integration.requirements[0].comparison, std::nullopt);
    EXPECT_EQ(integration.requirements[1].name, literal("qt"));
    EXPECT_EQ(integration.requirements[1].comparison, Comparison::kGreaterOrEqual);
    EXPECT_EQ(integration.requirements[1].version, literal("5.15"));
    EXPECT_EQ(integration.requirements[1].source, "qt >= 5.15");
    EXPECT_EQ(integration.requirements[2].comparison, Comparison::kEqual);
    EXPECT_EQ(integration.requirements[3].name, literal("My Tools"));
    EXPECT_EQ(integration.requirements[3].comparison, Comparison::kLess);
}

TEST(Requirement, ThatCannotBeReadIsAnError) {
    for (const std::string text :
         {"core 2.0", "core >=", ">= 2.0", "core == 2", "core ~= 2", "a = 1 = 2", ""}) {
        EXPECT_THAT(saidOf("[integration]\nrequires = ['" + text + "']\n"),
                    ElementsAre("slipway.toml:3:12: error: 'integration.requires' holds '" + text +
                                "', which is not the name of an integration, with a version or "
                                "without; write \"framework-core\" or \"framework-core >= 2.0\""));
    }
}

// ---- env ----

TEST(Operations, AreWrittenWithADotQuotedOrNotOrAsATable) {
    EXPECT_THAT(environment("A.set = '1'\n"), ElementsAre("A.set(1)"));
    EXPECT_THAT(environment("\"A.set\" = '1'\n"), ElementsAre("A.set(1)"));
    EXPECT_THAT(environment("A = { set = '1' }\n"), ElementsAre("A.set(1)"));
    EXPECT_THAT(environment("[integration.env.A]\nset = '1'\n"), ElementsAre("A.set(1)"));
    EXPECT_THAT(jsonEnvironment(R"({"A.set": "1"})"), ElementsAre("A.set(1)"));
    EXPECT_THAT(jsonEnvironment(R"({"A": {"set": "1"}})"), ElementsAre("A.set(1)"));
}

TEST(Operations, AreTheFiveOfTheSpecification) {
    EXPECT_THAT(environment("A.prepend = 'a'\nB.append = 'b'\nC.set = 'c'\nD.pop = 'd'\n"
                            "E.unset = true\n"),
                ElementsAre("A.prepend(a)", "B.append(b)", "C.set(c)", "D.pop(d)", "E.unset()"));
}

TEST(Operations, AppendWhereNoneIsNamed) {
    const Integration integration = onlyIntegration("[integration.env]\nA = 'x'\nB.append = 'y'\n");
    const auto& operations = integration.parts.at(0).environment;
    ASSERT_EQ(operations.size(), 2);
    EXPECT_EQ(shown(operations[0]), "A.append(x)");
    EXPECT_FALSE(operations[0].isNamed);
    EXPECT_TRUE(operations[1].isNamed);
}

TEST(Operations, ApplyInTheOrderOfWritingWhateverTablesTheyAreIn) {
    EXPECT_THAT(
        environment("A.set = '1'\nB.set = '{env.A}'\nA.append = '2'\nC = 'x'\n"
                    "A.pop = '1'\n"),
        ElementsAre("A.set(1)", "B.set({env.A})", "A.append(2)", "C.append(x)", "A.pop(1)"));
    EXPECT_THAT(environment("B.set = '1'\nA = { prepend = 'x', append = 'y' }\n"
                            "[integration.env.C]\nset = '2'\npop = '3'\n"),
                ElementsAre("B.set(1)", "A.prepend(x)", "A.append(y)", "C.set(2)", "C.pop(3)"));
    EXPECT_THAT(jsonEnvironment(R"({"B": {"append": "1", "set": "2"}, "A.set": "3"})"),
                ElementsAre("B.append(1)", "B.set(2)", "A.set(3)"));
}

TEST(Operations, SplitAtTheLastDot) {
    EXPECT_THAT(environment("\"a.b.set\" = '1'\n"), ElementsAre("a.b.set(1)"));
    EXPECT_THAT(environment("a.b.set = '1'\n"), ElementsAre("a.b.set(1)"));
    EXPECT_THAT(environment("\"a.b\".set = '1'\n"), ElementsAre("a.b.set(1)"));
    EXPECT_THAT(environment("\"set.set\" = '1'\n"), ElementsAre("set.set(1)"));
    EXPECT_THAT(jsonEnvironment(R"({"a.b": {"set": "1"}})"), ElementsAre("a.b.set(1)"));
}

TEST(Operations, TakeStringsIntegersAndBooleans) {
    EXPECT_THAT(environment("A.set = ''\nB.set = -7\nC.set = true\nD.set = false\n"),
                ElementsAre("A.set()", "B.set(-7)", "C.set(1)", "D.set(0)"));
    const Integration integration = onlyIntegration("[integration.env]\nA.set = ''\n");
    EXPECT_EQ(integration.parts.at(0).environment.at(0).values.size(), 1);
}

TEST(Operations, TakeListsOfThese) {
    const Integration integration =
        onlyIntegration("[integration.env]\nA.set = ['a', 2, true]\nB.set = ['b']\nC.set = []\n");
    const auto& operations = integration.parts.at(0).environment;
    ASSERT_EQ(operations.size(), 3);
    EXPECT_EQ(shown(operations[0]), "A.set(a|2|1)");
    EXPECT_TRUE(operations[0].isList);
    EXPECT_TRUE(operations[1].isList);
    EXPECT_TRUE(operations[2].isList);
    EXPECT_THAT(operations[2].values, IsEmpty());
}

TEST(Operations, OfAPlainValueAreNoList) {
    const Integration integration = onlyIntegration("[integration.env]\nA.set = 'a'\n");
    EXPECT_FALSE(integration.parts.at(0).environment.at(0).isList);
}

TEST(Operations, TakeTablesByPlatform) {
    const std::string env =
        "A.set = { linux = 'l', windows = 'w', default = 'd' }\n"
        "B = { linux = ['l'], macos = 'm' }\n"
        "C.set = { default = 3 }\n";
    EXPECT_THAT(environment(env, kLinuxRules), ElementsAre("A.set(l)", "B.append(l)", "C.set(3)"));
    EXPECT_THAT(environment(env, kWindowsRules), ElementsAre("A.set(w)", "C.set(3)"));
    EXPECT_THAT(environment(env, kMacosRules), ElementsAre("A.set(d)", "B.append(m)", "C.set(3)"));
}

TEST(Operations, TakeTablesByPlatformInLists) {
    const std::string env = "A.set = ['a', { linux = 'l' }, { windows = 'w', default = 'd' }]\n";
    EXPECT_THAT(environment(env, kLinuxRules), ElementsAre("A.set(a|l|d)"));
    EXPECT_THAT(environment(env, kWindowsRules), ElementsAre("A.set(a|w)"));
}

TEST(Operations, TakeValuesWithASeparator) {
    EXPECT_THAT(environment("A.set = { value = ['a', 'b'], separator = ',' }\n"
                            "B = { value = 'c', separator = '{pathsep}' }\nC = { value = 'd' }\n"),
                ElementsAre("A.set(a|b by ,)", "B.append(c by :)", "C.append(d)"));
}

TEST(Operations, TakeTablesByPlatformWithinAValueAndAroundIt) {
    const std::string env =
        "A = { value = { linux = 'l', windows = 'w' }, separator = { windows = ';' } }\n"
        "B = { linux = { value = 'x', separator = ' ' }, windows = 'y' }\n"
        "C = { value = { windows = 'z' }, separator = ' ' }\n";
    EXPECT_THAT(environment(env, kLinuxRules), ElementsAre("A.append(l)", "B.append(x by  )"));
    EXPECT_THAT(environment(env, kWindowsRules),
                ElementsAre("A.append(w by ;)", "B.append(y)", "C.append(z by  )"));
}

TEST(Operations, UnsetWhateverTheValue) {
    EXPECT_THAT(environment("A.unset = true\nB.unset = ''\nC.unset = 1.5\nD.unset = ['x']\n"),
                ElementsAre("A.unset()", "B.unset()", "C.unset()", "D.unset()"));
    EXPECT_THAT(environment("A.unset = { windows = true }\n"), IsEmpty());
    EXPECT_THAT(saidOfEnvironment("A.unset = false\n"),
                ElementsAre("slipway.toml:3:11: warning: 'A.unset' unsets whatever its value is; "
                            "leave it out to keep the variable"));
}

TEST(Operations, ThatAreUnknownAreErrors) {
    EXPECT_THAT(saidOfEnvironment("A.prepnd = 'x'\n"),
                ElementsAre("slipway.toml:3:3: error: unknown operation 'prepnd' on 'A'; did you "
                            "mean 'prepend'?"));
    EXPECT_THAT(saidOfEnvironment("\"A.Append\" = 'x'\n"),
                ElementsAre("slipway.toml:3:1: error: unknown operation 'Append' on 'A'; did you "
                            "mean 'append'?"));
    EXPECT_THAT(saidOfEnvironment("\"my.var\" = 'x'\n"),
                ElementsAre("slipway.toml:3:1: error: unknown operation 'var' on 'my'; operations "
                            "are 'prepend', 'append', 'set', 'pop' or 'unset'; a variable with a "
                            "dot in its name needs one: 'my.var.append'"));
    EXPECT_THAT(saidOfEnvironment("A = { set = '1', prepnd = '2' }\n"),
                ElementsAre("slipway.toml:3:18: error: unknown operation 'prepnd' on 'A'; did you "
                            "mean 'prepend'?"));
}

TEST(Operations, NeedANameThatAVariableCanHave) {
    EXPECT_THAT(saidOfEnvironment("\".set\" = 'x'\n\"\" = 'y'\n\"A=B.set\" = 'x'\n"
                                  "\"A\\u0000B\" = 'x'\n"),
                ElementsAre("slipway.toml:3:1: error: an operation without a variable: '.set'; "
                            "write NAME.OPERATION",
                            "slipway.toml:4:1: error: an operation without a variable: ''; write "
                            "NAME.OPERATION",
                            "slipway.toml:5:1: error: a variable's name cannot hold '=': 'A=B'",
                            "slipway.toml:6:1: error: a variable's name cannot hold NUL: "
                            "'A\\x00B'"));
}

TEST(Operations, CannotHoldNul) {
    EXPECT_THAT(saidOfEnvironment("A.set = \"a\\u0000b\"\n"),
                ElementsAre("slipway.toml:3:9: error: a value cannot hold NUL; it would end "
                            "there"));
}

TEST(Operations, CannotHoldFloatsAndDates) {
    EXPECT_THAT(saidOfEnvironment("A.set = 1.5\nB = [1979-05-27]\n"),
                ElementsAre("slipway.toml:3:9: error: 'A.set': a value cannot be a float 1.5; "
                            "write it as a string: \"1.5\"",
                            "slipway.toml:4:6: error: 'B': a value cannot be a date 1979-05-27; "
                            "write it as a string: \"1979-05-27\""));
}

TEST(Operations, CannotHoldNullOrListsInLists) {
    Diagnostics diagnostics;
    readManifest(json(R"({"slipway": 1, "integration": {"env": {
"A.set": null,
"B": [["x"]],
"C": [{"a": 1}]}}})"),
                 kLinuxRules, diagnostics);
    EXPECT_THAT(printed(diagnostics),
                ElementsAre("slipway.toml:2:10: error: 'A.set': a value cannot be null; to unset, "
                            "write 'A.unset'",
                            "slipway.toml:3:7: error: 'B': a value cannot be a list; a list holds "
                            "strings, integers and booleans",
                            "slipway.toml:4:7: error: 'C': a value cannot be a table; a list holds "
                            "strings, integers and booleans"));
}

TEST(Operations, TellWhatATableMixes) {
    EXPECT_THAT(saidOfEnvironment("A = { set = 'a', linux = 'b' }\n"),
                ElementsAre("slipway.toml:3:7: error: 'A' mixes platforms with 'set'; one table "
                            "holds a value, operations or platforms"));
    EXPECT_THAT(saidOfEnvironment("A = { value = 'a', prepend = 'b' }\n"),
                ElementsAre("slipway.toml:3:20: error: 'A' mixes 'value' or 'separator' with "
                            "'prepend'; one table holds a value, operations or platforms"));
    EXPECT_THAT(saidOfEnvironment("A.set = { value = 'a', linux = 'b' }\n"),
                ElementsAre("slipway.toml:3:11: error: 'A.set' mixes platforms with 'value'; one "
                            "table holds a value, operations or platforms"));
    EXPECT_THAT(saidOfEnvironment("A = { linux = { set = 'a' } }\n"),
                ElementsAre("slipway.toml:3:15: error: 'A': a table of operations cannot stand "
                            "within a platform or a value; write 'A.OPERATION = { linux = …, "
                            "windows = … }'"));
}

TEST(Operations, TellWhichPlatformIsMeant) {
    EXPECT_THAT(saidOfEnvironment("A.set = { linux = 'a', darwin = 'b' }\n"),
                ElementsAre("slipway.toml:3:24: error: 'A.set' is a table by platform, but no "
                            "platform is called 'darwin'; did you mean 'macos'?"));
}

TEST(Operations, TellThatEnvIsNoTableByPlatform) {
    EXPECT_THAT(saidOf("[integration.env.windows]\nA.set = 'x'\n"),
                ElementsAre("slipway.toml:3:3: warning: this is about a variable called "
                            "'windows.A'; 'env' is not a table by platform: write NAME.OPERATION = "
                            "{ windows = … }, or a case with when = \"platform = windows\""));
    EXPECT_THAT(saidOf("[integration.env.windows]\nA = 'x'\n"),
                ElementsAre("slipway.toml:3:1: error: unknown operation 'A' on 'windows'; 'env' is "
                            "not a table by platform: write NAME.OPERATION = { windows = … }, or a "
                            "case with when = \"platform = windows\""));
}

TEST(Operations, TellWhatAValueLacks) {
    EXPECT_THAT(saidOfEnvironment("A = { separator = ',' }\nB.set = {}\n"),
                ElementsAre("slipway.toml:3:5: error: 'A': there is a separator, but no value; add "
                            "'value = …'",
                            "slipway.toml:4:9: error: 'B.set': an empty table says nothing; give "
                            "it a value, or leave it out"));
    EXPECT_THAT(saidOfEnvironment("A = { value = 'x', seperator = ',' }\n"),
                ElementsAre("slipway.toml:3:20: warning: unknown key 'A.seperator'; did you mean "
                            "'separator'?"));
    EXPECT_THAT(saidOfEnvironment("A = { value = 'x', separator = 3 }\n"),
                ElementsAre("slipway.toml:3:32: error: 'A': a separator must be a string, not an "
                            "integer 3"));
}

TEST(Operations, OfOtherPlatformsAreCheckedToo) {
    EXPECT_THAT(saidOfEnvironment("A.set = { linux = 'a', windows = '{plugin.dirr}' }\n"),
                ElementsAre("slipway.toml:3:34: error: unknown placeholder '{plugin.dirr}'; did "
                            "you mean '{plugin.dir}'?"));
    EXPECT_THAT(saidOfEnvironment("A.set = { windows = 1.5 }\n"),
                ElementsAre("slipway.toml:3:21: error: 'A.set': a value cannot be a float 1.5; "
                            "write it as a string: \"1.5\""));
}

TEST(Operations, AreAllReportedNotTheFirstOnly) {
    EXPECT_EQ(saidOfEnvironment("A.x = 'a'\nB.set = 1.5\nC.set = '{nope}'\n").size(), 3);
}

// ---- tables by platform ----

TEST(TableByPlatform, MayStandForAnyStringOrList) {
    const std::string text =
        "[integration]\n"
        "when = { linux = 'user = l', default = 'user = d' }\n"
        "arguments = { linux = ['-l', { linux = '1', windows = '2' }] }\n"
        "requires = { windows = ['w'] }\n";
    const Integration onLinux = onlyIntegration(text, kLinuxRules);
    EXPECT_EQ(onLinux.parts.at(0).when.source, "user = l");
    EXPECT_THAT(onLinux.parts.at(0).arguments, ElementsAre(literal("-l"), literal("1")));
    EXPECT_THAT(onLinux.requirements, IsEmpty());
    const Integration onWindows = onlyIntegration(text, kWindowsRules);
    EXPECT_EQ(onWindows.parts.at(0).when.source, "user = d");
    EXPECT_THAT(onWindows.parts.at(0).arguments, IsEmpty());
    EXPECT_EQ(onWindows.requirements.size(), 1);
}

TEST(TableByPlatform, HoldsPlatformsOnly) {
    EXPECT_THAT(saidOf("[integration]\narguments = { linux = [], mac = [] }\n"),
                ElementsAre("slipway.toml:3:27: error: 'integration.arguments' is a table by "
                            "platform, but 'mac' is not a platform; did you mean 'macos'?"));
    EXPECT_THAT(saidOf("[integration]\narguments = { x = [] }\n"),
                ElementsAre("slipway.toml:3:13: error: 'integration.arguments' must be a list of "
                            "strings, not a table; a table by platform has the keys 'linux', "
                            "'windows', 'macos' or 'default'"));
}

TEST(TableByPlatform, IsCheckedForEveryPlatform) {
    EXPECT_THAT(saidOf("[integration]\narguments = { windows = '-v' }\n"),
                ElementsAre("slipway.toml:3:25: error: 'integration.arguments' must be a list of "
                            "strings, not a string '-v'; write [\"-v\"]"));
}

}  // namespace
}  // namespace slipway
