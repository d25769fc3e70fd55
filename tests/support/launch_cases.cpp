// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/launch_cases.h"

namespace slipway::test {

namespace {

using Texts = LaunchCase::Texts;

constexpr const char* kManifest = "one-1.0/slipway.toml";

// A plugin of one integration, of which `keys` are the ones of `env`.
Texts integration(const std::string& keys) {
    return {{kManifest, "slipway = 1\n[integration.env]\n" + keys}};
}

// The same with what stands in `[integration]` besides.
Texts plugin(const std::string& keys) {
    return {{kManifest, "slipway = 1\n[integration]\n" + keys}};
}

std::vector<LaunchCase> operations() {
    return {
        {.name = "PrependingPutsAhead",
         .files = integration("V.prepend = 'new'"),
         .variables = {{"V", "old"}},
         .expected = {{"V", "new|old"}}},
        {.name = "AppendingPutsBehind",
         .files = integration("V.append = 'new'"),
         .variables = {{"V", "old"}},
         .expected = {{"V", "old|new"}}},
        {.name = "NoOperationNamedIsAppending",
         .files = integration("V = 'new'\nW = 'only'"),
         .variables = {{"V", "old"}},
         .expected = {{"V", "old|new"}, {"W", "only"}}},
        {.name = "SettingReplacesAndMayBeEmpty",
         .files = integration("V.set = 'new'\nW.set = ''"),
         .variables = {{"V", "old"}, {"W", "old"}},
         .expected = {{"V", "new"}, {"W", ""}}},
        {.name = "UnsettingTakesAway",
         .files = integration("V.unset = true"),
         .variables = {{"V", "old"}},
         .expected = {{"V", std::nullopt}}},
        {.name = "PoppingTakesEqualEntriesAndWhatAPatternFinds",
         .files = integration("V.pop = ['b', 'x*']"),
         .variables = {{"V", "a|b|xyz|c|b"}},
         .expected = {{"V", "a|c"}}},
        {.name = "PoppingTakesBothKindsOfSlashForOne",
         .files = integration("V.pop = 'a/b'"),
         .variables = {{"V", "a\\b|c"}},
         .expected = {{"V", "c"}}},
        {.name = "WithTheLastEntryGoesTheVariable",
         .files = integration("V.pop = '*'"),
         .variables = {{"V", "a|b"}},
         .expected = {{"V", std::nullopt}}},
        {.name = "AnUnsetVariableGetsTheValueAlone",
         .files = integration("V.prepend = 'a'\nW.append = 'b'"),
         .expected = {{"V", "a"}, {"W", "b"}}},
        {.name = "ListsAreJoinedByThePlatformsSeparator",
         .files = integration("V.prepend = ['a', 'b']"),
         .variables = {{"V", "c"}},
         .expected = {{"V", "a|b|c"}}},
        {.name = "EmptyElementsAreDropped",
         .files = integration("V.append = ['', 'b', '']\nW.append = ''"),
         .variables = {{"V", "a"}, {"W", "w"}},
         .expected = {{"V", "a|b"}, {"W", "w"}}},
        {.name = "ASeparatorMayBeGiven",
         .files = integration("V.append = { value = ['b', 'c'], separator = ',' }"),
         .variables = {{"V", "a"}},
         .expected = {{"V", "a,b,c"}}},
        {.name = "NumbersAndBooleansAreValues",
         .files = integration("V.set = 12\nW.set = true\nX.set = false"),
         .expected = {{"V", "12"}, {"W", "1"}, {"X", "0"}}},
        {.name = "OperationsApplyAsTheyAreWritten",
         .files = integration("V.set = 'a'\n\"V.append\" = 'b'\n\"V.prepend\" = 'c'"),
         .variables = {{"V", "old"}},
         .expected = {{"V", "c|a|b"}}},
        {.name = "NamesMayHaveDots",
         .files = integration("\"A.B.set\" = 'x'"),
         .expected = {{"A.B", "x"}}},
        {.name = "JsonIsTheSameLanguage",
         .files = {{"one-1.0/slipway.json",
                    R"({"slipway": 1, "integration": {"name": "one", "version": "1.0",
                        "env": {"V.prepend": ["a", "b"], "W.set": "é漢🚀"}}})"}},
         .variables = {{"V", "c"}},
         .expected = {{"V", "a|b|c"}, {"W", "é漢🚀"}}},
        {.name = "ValuesPassWhateverTheyHold",
         .files = integration(R"(V.set = "a \"b\" %PATH% ^& | < > ! 'c' $HOME ${{X}} `d` \t\n e")"),
         .expected = {{"V", "a \"b\" %PATH% ^& | < > ! 'c' $HOME ${X} `d` \t\n e"}}},
    };
}

std::vector<LaunchCase> placeholders() {
    return {
        {.name = "ThePluginIsWhereItStands",
         .files = integration("V.set = '{plugin.dir}/lib'\nW.set = '{plugin.name} {plugin.version}'"
                              "\nX.set = '{plugin.root}'"),
         .expected = {{"V", "$STUDIO$SEPone-1.0/lib"}, {"W", "one 1.0"}, {"X", "$STUDIO"}}},
        {.name = "TheApplicationIsTheOneThatIsLaunched",
         .files = integration("V.set = '{application.name} {application.identifier} "
                              "{application.variant} {application.version.major}'\n"
                              "W.set = '{command}'"),
         .expected = {{"V", "maya maya_2024 2024 2024"}, {"W", "maya"}}},
        {.name = "VariablesAreAsComposedSoFar",
         .files = integration("V.set = '{env.W}'\nW.set = 'later'\nX.set = '{env.W}'"),
         .variables = {{"W", "before"}},
         .expected = {{"V", "before"}, {"W", "later"}, {"X", "later"}}},
        {.name = "WhatIsAbsentLeavesTheOperationOut",
         .files = integration("V.set = '{env.NO_SUCH}'\nW.set = '{context.id}'"),
         .variables = {{"V", "old"}},
         .expected = {{"V", "old"}, {"W", std::nullopt}}},
        {.name = "ADefaultStandsForWhatIsAbsent",
         .files = integration("V.set = '{env.NO_SUCH:-none}'"),
         .expected = {{"V", "none"}}},
        {.name = "DoubledBracesAreBraces",
         .files = integration("V.set = '{{a}}'"),
         .expected = {{"V", "{a}"}}},
        {.name = "ThePlatformsSeparatorCanBeWritten",
         .files = integration("V.set = 'a{pathsep}b'"),
         .expected = {{"V", "a|b"}}},
        {.name = "ATableByPlatformGivesEachItsOwn",
         .files = integration("V.set = { linux = 'same', windows = 'same', macos = 'other' }\n"
                              "W.set = { macos = 'other' }\n"
                              "X.set = { macos = 'other', default = 'rest' }"),
         .expected = {{"V", "same"}, {"W", std::nullopt}, {"X", "rest"}}},
        {.name = "AnUnknownPlaceholderIsAnErrorOfThatPluginAlone",
         .files = {{kManifest, "slipway = 1\n[integration.env]\nV.set = '{nothing.such}'\n"},
                   {"two-1.0/slipway.toml", "slipway = 1\n[integration.env]\nW.set = 'w'\n"}},
         .expected = {{"V", std::nullopt}, {"W", "w"}},
         .said = "{nothing.such}"},
    };
}

std::vector<LaunchCase> conditions() {
    return {
        {.name = "ConditionsCompareWithoutCaseAndByPatterns",
         .files = plugin("when = 'application.identifier = MAYA* and not command = nuke'\n"
                         "env.V.set = 'x'"),
         .expected = {{"V", "x"}}},
        {.name = "VersionsCompareAsVersions",
         .files =
             plugin("when = 'application.version >= 2023.10 and application.version < 2024.1'\n"
                    "env.V.set = 'x'"),
         .expected = {{"V", "x"}}},
        {.name = "AConditionOnWhatIsAbsentIsFalse",
         .files = plugin("when = 'env.NO_SUCH != x'\nenv.V.set = 'x'"),
         .expected = {{"V", std::nullopt}}},
        {.name = "ConditionsSeeTheStartingEnvironment",
         .files = plugin("when = 'env.SITE = \"london 1\" or env.SITE = berlin'\n"
                         "env.SITE.set = 'other'\nenv.V.set = 'x'"),
         .variables = {{"SITE", "london 1"}},
         .expected = {{"V", "x"}, {"SITE", "other"}}},
        {.name = "FtracksOwnTextsWorkUnchanged",
         .files = plugin("when = 'topic=ftrack.connect.application.launch and "
                         "data.application.identifier=maya*'\nenv.V.set = 'x'"),
         .expected = {{"V", "x"}}},
        {.name = "CasesApplyUnderTheirOwnCondition",
         .files = plugin("env.V = 'own'\n[[integration.case]]\nwhen = 'env.A = 1'\nenv.V = 'a'\n"
                         "[[integration.case]]\nwhen = 'env.B = 1'\nenv.V = 'b'\n"),
         .variables = {{"B", "1"}},
         .expected = {{"V", "own|b"}}},
        {.name = "ThePlatformCanBeAskedFor",
         .files = plugin("when = 'platform = linux or platform = windows'\nenv.V.set = 'x'"),
         .expected = {{"V", "x"}}},
        {.name = "BatchArgumentsMakeABatchLaunch",
         .files = plugin("when = 'launch.mode = batch'\nenv.V.set = 'x'"),
         .arguments = {"-batch"},
         .expected = {{"V", "x"}},
         .expectedArguments = {"-batch"}},
    };
}

constexpr const char* kSeveral =
    "slipway = 1\n[[integration]]\nname = '%1'\npriority = %2\n"
    "[integration.env]\nV = '%1'\n";

std::string several(const std::string& name, const std::string& priority) {
    std::string text = kSeveral;
    for (std::size_t at; (at = text.find("%1")) != std::string::npos;) text.replace(at, 2, name);
    text.replace(text.find("%2"), 2, priority);
    return text;
}

std::vector<LaunchCase> plugins() {
    return {
        {.name = "PriorityOrdersThenThePluginsName",
         .files = {{"a-1.0/slipway.toml", several("a", "100")},
                   {"b-1.0/slipway.toml", several("b", "20")},
                   {"c-1.0/slipway.toml", several("c", "20")}},
         .expected = {{"V", "b|c|a"}}},
        {.name = "TheHighestVersionOfAPluginWins",
         .files = {{"a-1.9/slipway.toml", several("old", "1")},
                   {"a-1.10/slipway.toml", several("new", "1")},
                   {"A-1.2/slipway.toml", several("older", "1")}},
         .expected = {{"V", "new"}}},
        {.name = "APreReleaseIsNotTakenForARelease",
         .files = {{"a-1.0/slipway.toml", several("release", "1")},
                   {"a-1.1rc1/slipway.toml", several("candidate", "1")}},
         .expected = {{"V", "release"}}},
        {.name = "FoldersOfAnotherPlatformArePassedOver",
         .files = {{"a-1.0-mac/slipway.toml", several("mac", "1")},
                   {"a-1.0-noarch/slipway.toml", several("any", "1")}},
         .expected = {{"V", "any"}}},
        {.name = "ABrokenManifestTakesNothingElseAlong",
         .files = {{"a-1.0/slipway.toml", "slipway = 1\n[integration\n"},
                   {"b-1.0/slipway.toml", several("b", "1")}},
         .expected = {{"V", "b"}},
         .said = "slipway.toml:2:"},
        {.name = "APluginMayBeOneFile",
         .files = {{"single.slipway.toml", several("single", "1")}},
         .expected = {{"V", "single"}}},
        {.name = "WhatIsRequiredAndMissingLeavesAnIntegrationOut",
         .files = {{"a-1.0/slipway.toml",
                    "slipway = 1\n[integration]\nrequires = ['core >= 2']\nenv.V.set = 'x'\n"},
                   {"core-1.0/slipway.toml", "slipway = 1\n[integration.env]\nW.set = 'w'\n"}},
         .expected = {{"V", std::nullopt}, {"W", "w"}},
         .said = "requires 'core >= 2', but it is 1.0"},
        {.name = "ARequiredIntegrationThatCannotBeRefusesTheLaunch",
         .files = {{"a-1.0/slipway.toml",
                    "slipway = 1\n[integration]\nrequired = true\nrequires = ['core']\n"}},
         .said = "core",
         .code = 125},
        {.name = "AnIntegrationLeftOutByHandIsOut",
         .files = {{"a-1.0/slipway.toml", several("a", "1")},
                   {"b-1.0/slipway.toml", several("b", "2")}},
         .variables = {{"SLIPWAY_WITHOUT", "a"}},
         .expected = {{"V", "b"}}},
        {.name = "ArgumentsAreTheIntegrationsThenTheUsers",
         .files = plugin("arguments = ['-script', '{plugin.dir}/a b.mel']"),
         .arguments = {"-v", "c d", "\"e\"", "f\\"},
         .expectedArguments = {"-script", "$STUDIO$SEPone-1.0/a b.mel", "-v", "c d", "\"e\"",
                               "f\\"}},
    };
}

std::vector<LaunchCase> launches() {
    return {
        {.name = "TheNewestInstallationIsLaunched",
         .files = integration("V.set = '{application.version}'"),
         .expected = {{"V", "2024"}}},
        {.name = "AVersionMayBeAskedFor",
         .files = integration("V.set = '{application.version} {application.version.minor}'"),
         .variables = {{"SLIPWAY_USE", "maya=2023"}},
         .expected = {{"V", "2023.1 1"}},
         .version = "2023.1"},
        {.name = "AVersionThatIsNotThereIsNotLaunched",
         .files = integration("V.set = 'x'"),
         .variables = {{"SLIPWAY_USE", "maya=2019"}},
         .said = "2023.1",
         .code = 127},
        {.name = "TheContextComesFromAVariable",
         .files = plugin("when = 'context.project = BUNNY'\n"
                         "env.V.set = '{context.project}/{context.shot}'"),
         .variables = {{"SLIPWAY_CONTEXT", R"({"project": "bunny", "shot": "s010"})"}},
         .expected = {{"V", "bunny/s010"}}},
        {.name = "FtracksVariablesGiveTheContext",
         .files = integration("V.set = '{context.id}'"),
         .variables = {{"FTRACK_CONTEXTID", "1234"}},
         .expected = {{"V", "1234"}}},
        {.name = "TheApplicationCanTellWhatItIs",
         .files = integration("V.set = 'x'"),
         .expected = {{"SLIPWAY_APPLICATION", "maya_2024"}}},
        {.name = "AStrictLaunchStopsAtAWarning",
         .files = {{"a-1.0/slipway.toml", "slipway = 1\n[integration\n"}},
         .variables = {{"SLIPWAY_STRICT", "1"}},
         .said = "slipway.toml:2:",
         .code = 125},
    };
}

}  // namespace

std::ostream& operator<<(std::ostream& stream, const LaunchCase& launch) {
    return stream << launch.name;
}

std::string expandTokens(std::string text, const LaunchTokens& tokens) {
    const auto replace = [&](std::string_view token, const std::string& by) {
        for (std::size_t at = 0; (at = text.find(token, at)) != std::string::npos;) {
            text.replace(at, token.size(), by);
            at += by.size();
        }
    };
    replace("$STUDIO", tokens.studio);
    replace("$SEP", {tokens.pathSeparator});
    // Not where blanks stand around it: there it is itself.
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; ++at) {
        if (at > 0 && text[at - 1] != ' ') text[at] = tokens.listSeparator;
    }
    return text;
}

const std::vector<LaunchCase>& launchCases() {
    static const std::vector<LaunchCase> cases = [] {
        std::vector<LaunchCase> all;
        for (auto* part : {operations, placeholders, conditions, plugins, launches}) {
            for (LaunchCase& each : part()) all.push_back(std::move(each));
        }
        return all;
    }();
    return cases;
}

}  // namespace slipway::test
