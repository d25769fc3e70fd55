// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Files, commands before the launch and companions, as they are read (spec 1.4).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
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
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using namespace std::chrono_literals;

Part partOf(const Node& root, const PlatformRules& rules = kLinuxRules) {
    Diagnostics diagnostics;
    const Manifest manifest = readManifest(root, rules, diagnostics);
    EXPECT_THAT(printed(diagnostics), IsEmpty());
    EXPECT_EQ(manifest.integrations.size(), 1);
    return manifest.integrations.empty() ? Part{} : manifest.integrations.front().parts.front();
}

Part part(const std::string& rest, const PlatformRules& rules = kLinuxRules) {
    return partOf(toml("slipway = 1\n[[integration]]\n" + rest), rules);
}

std::vector<std::string> said(const std::string& rest) {
    Diagnostics diagnostics;
    readManifest(toml("slipway = 1\n[[integration]]\n" + rest), kLinuxRules, diagnostics);
    return printed(diagnostics);
}

// As it stands in the catalogue: what is escaped in <angle brackets>.
std::string contentOf(const LaunchFile& file) {
    std::string text;
    for (const ContentPiece& piece : file.content) {
        const std::string own = templateText(piece.text);
        text += piece.isInJsonString ? "<" + own + ">" : own;
    }
    return text;
}

std::string jsonOf(const std::string& content) {
    return contentOf(
        part("[[integration.file]]\npath = '/x'\ncontent = " + content + "\n").files.at(0));
}

TEST(FileOfAnIntegration, HasPathContentAndMode) {
    const LaunchFile file = part(
                                "[[integration.file]]\npath = '{home}/x'\n"
                                "content = 'a {user} b'\nmode = '0640'\n")
                                .files.at(0);
    EXPECT_EQ(templateText(file.path), "{home}/x");
    EXPECT_EQ(contentOf(file), "a {user} b");
    EXPECT_EQ(file.mode, 0640U);
}

TEST(FileOfAnIntegration, LeavesTheModeToTheUmaskWhereNoneIsWritten) {
    EXPECT_EQ(part("file = { path = '/x', content = '' }").files.at(0).mode, std::nullopt);
}

TEST(FileOfAnIntegration, WritesATableAsJson) {
    EXPECT_EQ(jsonOf("{ session = '{launch.id}', n = 1, on = true, list = ['a', 2, {}] }"),
              "{{\"session\": \"<{launch.id}>\", \"n\": 1, \"on\": true, \"list\": [\"a\", 2, "
              "{{}}]}}\n");
}

TEST(FileOfAnIntegration, EscapesWhatJsonHasToHaveEscaped) {
    EXPECT_EQ(jsonOf(R"({ "a\"b" = "c\\d\n\u0001é" })"), R"({{"a\"b": "c\\d\u000a\u0001é"}})"
                                                         "\n");
}

TEST(FileOfAnIntegration, KeepsNumbersAndNullOfJsonAsTheyAreWritten) {
    const Part read = partOf(json(R"({"slipway": 1, "integration": {"file":
        {"path": "/x", "content": {"a": 1.50, "b": null, "c": 12345678901234567890}}}})"));
    EXPECT_EQ(contentOf(read.files.at(0)),
              "{{\"a\": 1.50, \"b\": null, \"c\": 12345678901234567890}}\n");
}

TEST(FileOfAnIntegration, RefusesValuesThatJsonHasNot) {
    EXPECT_THAT(said("file = { path = '/x', content = { when = 2024-01-01, x = inf } }"),
                ElementsAre(HasSubstr("3:42: error: 'integration.file.content' holds a date that "
                                      "JSON has not; write it as a string: \"2024-01-01\""),
                            HasSubstr("holds a float that JSON has not")));
}

TEST(FileOfAnIntegration, TakesATableOfPlatformsForOneByPlatform) {
    const std::string content =
        "file = { path = '/x', content = { linux = { a = 1 }, windows = 'w' } }";
    EXPECT_EQ(contentOf(part(content).files.at(0)), "{{\"a\": 1}}\n");
    EXPECT_EQ(contentOf(part(content, kWindowsRules).files.at(0)), "w");
    EXPECT_THAT(part(content, kMacosRules).files, IsEmpty());
}

TEST(FileOfAnIntegration, TakesEveryOtherTableForData) {
    EXPECT_EQ(jsonOf("{ default = 'a', colour = 'b' }"),
              "{{\"default\": \"a\", \"colour\": \"b\"}}\n");
    EXPECT_EQ(jsonOf("{ ocio = { default = 'a' } }"), "{{\"ocio\": {{\"default\": \"a\"}}}}\n");
}

TEST(FileOfAnIntegration, MustHavePathAndContent) {
    EXPECT_THAT(said("file = [{ path = '/x' }, { content = '' }]"),
                ElementsAre(HasSubstr("3:9: error: 'integration.file' has no 'content'"),
                            HasSubstr("3:26: error: 'integration.file' has no 'path'")));
}

TEST(FileOfAnIntegration, RefusesModesThatAreNone) {
    for (const std::string mode : {"rw", "0999", "01777", "0x1", ""}) {
        EXPECT_THAT(said("file = { path = '/x', content = '', mode = '" + mode + "' }"),
                    ElementsAre(HasSubstr("'integration.file.mode' is no mode of a file: '" + mode +
                                          "'; write it octal: \"0600\", \"0644\"")));
    }
}

TEST(CommandBeforeALaunch, HasTheDefaultsOfTheSpecification) {
    const BeforeCommand command = part("before = { command = ['a', '{user}'] }").before.at(0);
    EXPECT_EQ(command.command.size(), 2);
    EXPECT_EQ(command.timeout, 10s);
    EXPECT_EQ(command.onFailure, FailureResponse::kStop);
    EXPECT_FALSE(command.readsOutput);
    EXPECT_FALSE(command.onWorker);
}

TEST(CommandBeforeALaunch, HasAllItsKeys) {
    const BeforeCommand command =
        part(
            "before = { command = ['a'], timeout = '250ms', on_failure = 'skip', "
            "output = 'json', where = 'worker' }")
            .before.at(0);
    EXPECT_EQ(command.timeout, 250ms);
    EXPECT_EQ(command.onFailure, FailureResponse::kSkip);
    EXPECT_TRUE(command.readsOutput);
    EXPECT_TRUE(command.onWorker);
}

TEST(CommandBeforeALaunch, MustHaveACommand) {
    EXPECT_THAT(said("before = [{}, { command = [] }, { command = 'a b' }]"),
                UnorderedElementsAre(
                    HasSubstr("3:11: error: 'integration.before' has no 'command'; write command = "
                              "[\"{plugin.dir}/bin/prepare\"]"),
                    HasSubstr("error: 'integration.before.command' is empty; its first string is "
                              "the executable"),
                    HasSubstr("error: 'integration.before.command' must be a list of strings, not "
                              "a string 'a b'; write [\"a b\"]")));
}

TEST(CommandBeforeALaunch, NeedNotBeThereOnEachPlatform) {
    EXPECT_THAT(part("before = { command = { windows = ['a.exe'] } }").before, IsEmpty());
}

TEST(CommandBeforeALaunch, RefusesTimesAndWordsThatAreNone) {
    EXPECT_THAT(said("before = { command = ['a'], timeout = '10', on_failure = 'go' }"),
                ElementsAre(HasSubstr("'integration.before.on_failure' cannot be 'go'"),
                            HasSubstr("'integration.before.timeout' is no duration: '10'")));
}

TEST(Companion, HasACommandAndOperations) {
    const Companion companion =
        part("companion = { command = ['a'], env = { PID = '{launch.pid}' } }").companions.at(0);
    EXPECT_EQ(templateText(companion.command.at(0)), "a");
    EXPECT_EQ(companion.environment.at(0).name, "PID");
    EXPECT_EQ(companion.environment.at(0).kind, OperationKind::kAppend);
}

TEST(CaseOfAnIntegration, HoldsFilesCommandsAndCompanions) {
    Diagnostics diagnostics;
    const Manifest manifest = readManifest(toml("slipway = 1\n[[integration]]\n"
                                                "[[integration.case]]\n"
                                                "[[integration.case.case]]\n"
                                                "file = { path = '/x', content = '' }\n"
                                                "before = { command = ['a'] }\n"
                                                "companion = { command = ['b'], comand = [] }\n"),
                                           kLinuxRules, diagnostics);
    const Part& inner = manifest.integrations.at(0).parts.at(2);
    EXPECT_EQ(inner.files.size(), 1);
    EXPECT_EQ(inner.before.size(), 1);
    EXPECT_EQ(inner.companions.size(), 1);
    EXPECT_THAT(printed(diagnostics),
                ElementsAre(HasSubstr("warning: unknown key 'integration.case.case.companion."
                                      "comand'; did you mean 'command'?")));
}

}  // namespace
}  // namespace slipway
