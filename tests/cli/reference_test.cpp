// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/reference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "manifests/template.h"
#include "resolver/language.h"
#include "tests/cli/desk.h"
#include "tests/support/documents.h"
#include "tests/support/files.h"

namespace slipway {
namespace {

using ::testing::HasSubstr;

constexpr const char* kPage = SLIPWAY_TEST_SOURCE "/docs/reference.md";

TEST(Reference, IsWhatTheTablesSay) {
    if (std::getenv("SLIPWAY_UPDATE_GOLDEN") != nullptr) std::ofstream(kPage) << referencePage();
    EXPECT_TRUE(test::readFile(kPage) == referencePage())
        << "docs/reference.md is not what the tables of the language say. Write it anew by\n"
           "  SLIPWAY_UPDATE_GOLDEN=1 build/release/tests/bin/slipway_cli_tests "
           "--gtest_filter='Reference*'";
}

TEST(Reference, HasEveryKeyOperationPlaceholderAndField) {
    const std::string page = referencePage();
    for (const auto keys : {manifestKeys(), configurationKeys()}) {
        for (const Key& key : keys) EXPECT_THAT(page, HasSubstr(key.meaning)) << key.path;
    }
    for (std::string_view name : operationNames()) {
        EXPECT_THAT(page, HasSubstr("| `" + std::string(name) + "` |"));
    }
    for (const PlaceholderName& placeholder : placeholderNames()) {
        EXPECT_THAT(page, HasSubstr("`{" + std::string(placeholder.name) + "}`"));
    }
    for (std::string_view name : fieldNames()) {
        EXPECT_THAT(page, HasSubstr("`" + std::string(name)));
    }
}

// The paths, as the table of keys has them, of all keys in a tree.
void collectPaths(const Node& node, std::span<const Key> keys, const std::string& path,
                  std::set<std::string>& paths) {
    if (const auto* list = node.as<Array>()) {
        for (const Node& element : *list) collectPaths(element, keys, path, paths);
    }
    const auto* table = node.as<Table>();
    if (table == nullptr) return;
    for (const Member& member : *table) {
        const std::string beneath = path.empty() ? "" : path + ".";
        const Key* any = findKey(keys, beneath + "*");
        const Key* key = any != nullptr ? any : findKey(keys, beneath + member.key);
        // What is no key is a platform's: below it the keys go on.
        const std::string here = key == nullptr ? path : std::string(key->path);
        if (key != nullptr) paths.insert(here);
        if (key == nullptr || key->type != KeyType::kValue) {
            collectPaths(member.node, keys, here, paths);
        }
    }
}

void expectWholeExamples(std::span<const Key> keys, std::span<const ReferenceSection> sections) {
    std::set<std::string> paths;
    for (const ReferenceSection& section : sections) {
        collectPaths(testing::toml(std::string(section.example)), keys, "", paths);
    }
    for (const Key& key : keys) {
        const bool isOfManifest = key.path.starts_with("integration.");
        if (keys.data() != manifestKeys().data() && isOfManifest) continue;
        EXPECT_EQ(paths.contains(std::string(key.path)), key.carriedOut)
            << key.path << ": the examples of cli/reference.cpp hold all keys that are carried out";
    }
}

TEST(Reference, HasAnExampleOfEveryKeyThatIsCarriedOut) {
    expectWholeExamples(manifestKeys(), manifestSections());
    expectWholeExamples(configurationKeys(), configurationSections());
}

TEST(Reference, HasExamplesThatCheckFindsNothingWrongWith) {
    for (const ReferenceSection& section : manifestSections()) {
        test::Desk desk;
        const std::string head = section.path.empty() ? "" : "slipway = 1\n";
        desk.disk.write("/drafts/example.toml", head + std::string(section.example));
        for (const char* each : {"prepare", "helper", "prepare.exe", "helper.exe"}) {
            desk.disk.writeExecutable(std::string("/drafts/bin/") + each);
        }
        EXPECT_EQ(desk.type({"check", "/drafts/example.toml"}).out, "nothing wrong in 1 manifest\n")
            << section.heading;
    }
}

}  // namespace
}  // namespace slipway
