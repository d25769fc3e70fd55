// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1 as every platform has it (tests/support/launch_cases.h).

#include "tests/support/launch_cases.h"

#include <gmock/gmock.h>

#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

class OnEveryPlatform : public ::testing::TestWithParam<LaunchCase> {
  protected:
    OnEveryPlatform() {
        world.application("maya", {"2023.1", "2024"});
        world.write("studio/definitions-maya/slipway.toml",
                    "slipway = 1\n[[application]]\nname = 'maya'\nbatch = ['-batch']\n"
                    "find = ['$SANDBOX/opt/maya{version}/bin/maya$EXE']\n");
        world.install({"maya"});
        for (const auto& [path, text] : GetParam().files) world.write("studio/" + path, text);
        for (const auto& [name, value] : GetParam().variables) world.set(name, expand(value));
    }

    std::string expand(const std::string& text) const {
        return expandTokens(text, {world / "studio", kHost.listSeparator, kHost.pathSeparator});
    }

    Sandbox world;
};

TEST_P(OnEveryPlatform, TheLaunchIsAsSpecified) {
    const LaunchCase& wanted = GetParam();
    const Launch launched = world.launch("maya", wanted.arguments);
    EXPECT_EQ(launched.ended.code, wanted.code) << launched;
    if (wanted.said.empty()) {
        EXPECT_EQ(launched.said(), "");
    }
    EXPECT_THAT(launched.said(), HasSubstr(wanted.said));
    ASSERT_EQ(launched.report.has_value(), wanted.code == 0) << launched;
    if (!launched.report) return;
    for (const auto& [name, value] : wanted.expected) {
        EXPECT_EQ(launched[name], value ? std::optional(expand(*value)) : std::nullopt) << name;
    }
    std::vector<std::string> arguments = {world.executable("maya", wanted.version)};
    for (const std::string& argument : wanted.expectedArguments) {
        arguments.push_back(expand(argument));
    }
    if (wanted.arguments.empty() || !wanted.expectedArguments.empty()) {
        EXPECT_EQ(launched.report->arguments, arguments);
    }
}

INSTANTIATE_TEST_SUITE_P(Language, OnEveryPlatform, ::testing::ValuesIn(launchCases()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace slipway::test
