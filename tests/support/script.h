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
    std::string calls;      // a command, with its own arguments: it ends as that ends
    int code = 0;
    bool leaves = false;  // a process in the background, which has its output and never ends
    bool hangs = false;   // in a process of its own, for ever
};

// At that path, with the ending behind it. Replaces what is there.
Place writeScript(const Sandbox& world, const std::filesystem::path& path, const Script& script);

// The lines of the file `ran`.
std::size_t timesRan(const std::filesystem::path& file);

// Waits until nobody runs what such a script left or hangs in; false where that does not come.
bool isLeftByAll(const Sandbox& world, const std::filesystem::path& path);

// Files beside a script; empty where there is no need of one.
struct ScriptFiles {
    std::filesystem::path says;
    std::filesystem::path complains;
    std::filesystem::path never;  // the probe, which waits for ever where PROBE_NEVER is set
};

// Twins: the script's text; whether some process is of that executable.
std::string scriptText(const Script& script, const ScriptFiles& files);
bool isRunning(const std::filesystem::path& executable);

}  // namespace slipway::test
