// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/documents.h"

namespace slipway {
namespace {

using slipway::testing::toml;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

// The examples of the specification, with every key that it names in passing.
constexpr const char* kExamples = R"(
slipway = 1
[plugin]
name = "framework-maya"
version = "24.11.0"
description = "ftrack Framework for Maya"
[[application]]
name = "maya"
identifier = "maya_{variant}"
variant = "{version}"
label = "Maya"
icon = "resource/maya.svg"
priority = 100
contexts = ["Task"]
arguments = []
batch = ["-batch", "-b"]
working_directory = "inherit"
nested = "inherit"
integrations = { framework = ["framework-maya"] }
find = [{ path = "/opt/blender", version = { ask = ["--version"], pattern = "Blender {version}" }, arguments = [], segments = [] }]
[application.commands]
mayapy = {}
Render = { executable = { macos = "../bin/Render" }, mode = "batch" }
maya-safe = { executable = "maya", arguments = [], identifier = "maya_safe", label = "Safe" }
[application.env]
PYTHONHOME.unset = true
[[integration]]
name = "framework-maya"
version = "1.0"
priority = 40
when = "application.identifier = maya*"
requires = ["framework-core >= 2.0"]
required = false
arguments = []
[integration.env]
PYTHONPATH.prepend = ["{plugin.dir}/dependencies"]
[[integration.case]]
when = "platform = windows"
arguments = []
[[integration.case.file]]
[[integration.case.before]]
[[integration.case.companion]]
[[integration.case.case]]
[integration.case.env]
MAYA_MODULE_PATH.append = { value = ["{plugin.dir}/modules"], separator = ";" }
[[integration.file]]
path = "{home}/session.json"
content = { session = "{launch.id}" }
mode = "0600"
[[integration.before]]
command = ["{plugin.dir}/bin/prepare"]
output = "json"
timeout = "10s"
on_failure = "stop"
where = "worker"
[[integration.companion]]
command = ["{plugin.dir}/bin/helper"]
env = { FTRACK_APPLICATION_PID = "{launch.pid}" }
)";

bool holdsAnything(const Key& key) {
    return key.type == KeyType::kOperations || key.type == KeyType::kValue;
}

void expectKnown(const Table& table, const std::string& path);

void expectNodeKnown(const Node& node, const Key& key) {
    if (holdsAnything(key) || key.path == "integration.file.content") return;
    if (const auto* list = node.as<Array>()) {
        for (const Node& element : *list) {
            if (element.as<Table>()) expectKnown(*element.as<Table>(), std::string(key.path));
        }
    }
    const bool isByPlatform = key.path == "application.commands.*.executable";
    if (node.as<Table>() && !isByPlatform) {
        expectKnown(*node.as<Table>(), std::string(key.path));
    }
}

void expectKnown(const Table& table, const std::string& path) {
    for (const Member& member : table) {
        const std::string beneath = path.empty() ? "" : path + ".";
        const Key* key = findKey(manifestKeys(), beneath + member.key);
        if (key == nullptr) key = findKey(manifestKeys(), beneath + "*");
        ASSERT_NE(key, nullptr) << beneath + member.key;
        expectNodeKnown(member.node, *key);
    }
}

TEST(ManifestKeys, AreSortedByPath) {
    const auto keys = manifestKeys();
    for (std::size_t i = 1; i < keys.size(); ++i) EXPECT_LT(keys[i - 1].path, keys[i].path);
}

TEST(ManifestKeys, HoldEveryKeyOfTheSpecification) {
    expectKnown(*toml(kExamples).as<Table>(), "");
}

TEST(ManifestKeys, EachSayInASentenceWhatTheyMean) {
    for (const Key& key : manifestKeys()) {
        EXPECT_TRUE(key.meaning.ends_with('.')) << key.path;
        EXPECT_EQ(key.type == KeyType::kWord, !key.words.empty()) << key.path;
    }
}

TEST(ManifestKeys, EachStandBeneathAKeyThatHoldsKeys) {
    for (const Key& key : manifestKeys()) {
        const std::size_t dot = key.path.rfind('.');
        if (dot == std::string_view::npos) continue;
        const Key* parent = findKey(manifestKeys(), key.path.substr(0, dot));
        ASSERT_NE(parent, nullptr) << key.path;
        const bool isAnyName = key.path.ends_with(".*");
        const bool takesAnyName =
            parent->type == KeyType::kMap || parent->type == KeyType::kOperations;
        EXPECT_EQ(isAnyName, takesAnyName) << key.path;
    }
}

TEST(ManifestKeys, HaveTheDefaultsOfTheSpecification) {
    const auto standard = [](std::string_view path) {
        const Key* key = findKey(manifestKeys(), path);
        return key != nullptr ? key->standard : "(unknown key)";
    };
    EXPECT_EQ(standard("application.identifier"), "{name}_{variant}");
    EXPECT_EQ(standard("application.variant"), "{version}");
    EXPECT_EQ(standard("application.working_directory"), "inherit");
    EXPECT_EQ(standard("integration.priority"), "100");
    EXPECT_EQ(standard("integration.required"), "false");
    EXPECT_EQ(standard("integration.before.output"), "ignore");
    EXPECT_EQ(standard("integration.before.timeout"), "10s");
    EXPECT_EQ(standard("integration.before.on_failure"), "stop");
}

TEST(FindKey, FindsWholePathsOnly) {
    ASSERT_NE(findKey(manifestKeys(), "integration.when"), nullptr);
    EXPECT_EQ(findKey(manifestKeys(), "integration.when")->type, KeyType::kCondition);
    EXPECT_EQ(findKey(manifestKeys(), "integration.whe"), nullptr);
    EXPECT_EQ(findKey(manifestKeys(), "when"), nullptr);
    EXPECT_EQ(findKey(manifestKeys(), ""), nullptr);
}

TEST(NamesBeneath, AreThoseOfOneTable) {
    EXPECT_THAT(namesBeneath(manifestKeys(), ""),
                ElementsAre("application", "integration", "plugin", "slipway"));
    EXPECT_THAT(namesBeneath(manifestKeys(), "plugin"),
                ElementsAre("description", "name", "version"));
    EXPECT_THAT(namesBeneath(manifestKeys(), "integration"), Contains("requires"));
    EXPECT_THAT(namesBeneath(manifestKeys(), "application.commands"), Not(Contains("*")));
}

}  // namespace
}  // namespace slipway
