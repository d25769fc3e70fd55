// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Programs that are scripts, in whatever language the platform has for them: for what tests have
// started beside applications, which are the probe.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/sandbox.h"

namespace slipway::test {

// How the name of a script ends.
extern const std::string_view kScriptEnding;

// What one does. Its words, and texts that it prints, may hold what shells take for something else.
struct Script {
    std::string says;       // to stdout, a line
    std::string complains;  // to stderr, a line
    std::string ran;        // a file to which it adds a line
    int code = 0;
};

// At that path, with the ending behind it. Replaces what is there.
Place writeScript(const Sandbox& world, const std::filesystem::path& path, const Script& script);

// The lines of the file `ran`.
std::size_t timesRan(const std::filesystem::path& file);

// Twins: the script's text, which prints what stands in files.
std::string scriptText(const std::filesystem::path& says, const std::filesystem::path& complains,
                       const std::filesystem::path& ran, int code);

}  // namespace slipway::test
