// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The definitions that come with Slipway, and the table of docs/applications.md.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "manifests/host.h"
#include "manifests/manifest.h"
#include "tests/support/documents.h"

namespace slipway {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Application defined(const BuiltinDefinition& definition, const PlatformRules& rules) {
    Diagnostics diagnostics;
    const Manifest manifest =
        readManifest(slipway::testing::toml(std::string(definition.text)), rules, diagnostics);
    EXPECT_THAT(slipway::testing::printed(diagnostics), IsEmpty()) << definition.name;
    if (manifest.applications.empty()) return {};
    return readApplication(manifest.applications[0], rules).value_or(Application{});
}

// The cells of the row that has the name in its second one.
std::vector<std::string> rowOf(const std::string& name) {
    std::ifstream page(SLIPWAY_TEST_SOURCE "/docs/applications.md");
    std::string line;
    while (std::getline(page, line)) {
        if (line.find("| `" + name + "` |") == std::string::npos) continue;
        std::vector<std::string> cells;
        std::istringstream text(line.substr(1));
        for (std::string cell; std::getline(text, cell, '|');) cells.push_back(cell);
        return cells;
    }
    return {};
}

TEST(Definitions, AreAllInTheTableOfTheDocumentationWithTheirCommands) {
    for (const BuiltinDefinition& definition : builtinDefinitions()) {
        const Application application = defined(definition, kLinuxRules);
        const auto row = rowOf(application.name);
        ASSERT_EQ(row.size(), 7u) << application.name;
        for (const Command& command : application.commands) {
            EXPECT_THAT(row[2], HasSubstr("`" + command.name + "`")) << application.name;
        }
    }
}

TEST(Definitions, SayWhenceAPlaceIsKnownExactlyWhereThereIsOne) {
    const PlatformRules* const platforms[] = {&kLinuxRules, &kWindowsRules, &kMacosRules};
    for (const BuiltinDefinition& definition : builtinDefinitions()) {
        for (std::size_t i = 0; i < 3; ++i) {
            const Application application = defined(definition, *platforms[i]);
            const auto row = rowOf(application.name);
            ASSERT_EQ(row.size(), 7u) << application.name;
            EXPECT_EQ(application.find.empty(), row[3 + i] == " – ")
                << application.name << " on " << platforms[i]->name;
        }
    }
}

// A launch reads only those that may concern it, which it tells by these.
TEST(Definitions, AreCalledAsTheirApplicationAndHaveTheNamesOfItsCommandsInTheirText) {
    for (const BuiltinDefinition& definition : builtinDefinitions()) {
        const Application application = defined(definition, kLinuxRules);
        EXPECT_EQ(definition.name, "applications/" + application.name + ".toml");
        EXPECT_THAT(std::string(definition.text), HasSubstr(application.name));
        for (const Command& command : application.commands) {
            EXPECT_THAT(std::string(definition.text), HasSubstr(command.name));
        }
    }
}

TEST(Definitions, HaveALabelAndCategories) {
    for (const BuiltinDefinition& definition : builtinDefinitions()) {
        EXPECT_THAT(defined(definition, kLinuxRules).categories, Not(IsEmpty())) << definition.name;
    }
}

}  // namespace
}  // namespace slipway
