// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Launches as spec 1 says they are, on every platform: the same manifests, the same environment.
//
// In texts, `|` stands for what the platform parts lists by, `$STUDIO` for the plugin root as the
// platform writes it, `$SEP` for what parts its paths.

#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace slipway::test {

struct LaunchCase {
    using Texts = std::vector<std::pair<std::string, std::string>>;

    std::string name;  // a sentence, as those of tests are
    Texts files;       // beneath the plugin root, where maya 2023.1 and 2024 are known
    Texts variables{};
    std::vector<std::string> arguments{};
    // Variables of the application; nothing: it has none of the name.
    std::vector<std::pair<std::string, std::optional<std::string>>> expected{};
    std::vector<std::string> expectedArguments{};
    std::string version = "2024";  // of the maya that is launched
    std::string said{};            // somewhere on stderr; empty: nothing is said
    int code = 0;                  // of a refusal
};

std::ostream& operator<<(std::ostream& stream, const LaunchCase& launch);

struct LaunchTokens {
    std::string studio;
    char listSeparator;
    char pathSeparator;
};
// The text for a platform.
std::string expandTokens(std::string text, const LaunchTokens& tokens);

const std::vector<LaunchCase>& launchCases();

}  // namespace slipway::test
