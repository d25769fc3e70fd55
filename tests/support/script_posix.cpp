// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/script.h"

namespace slipway::test {

namespace fs = std::filesystem;

const std::string_view kScriptEnding = "";

std::string scriptText(const Script& script, const ScriptFiles& files) {
    std::string text = "#!/bin/sh\n";
    if (!script.ran.empty()) text += "echo ran >>'" + script.ran + "'\n";
    if (!script.says.empty()) text += "cat '" + files.says.string() + "'\n";
    if (!script.complains.empty()) text += "cat '" + files.complains.string() + "' >&2\n";
    const std::string never = "PROBE_NEVER=1 '" + files.never.string() + "'";
    if (script.leaves) text += never + " &\n";
    if (script.hangs) text += never + "\n";
    if (!script.calls.empty()) return text + "'" + script.calls + "' \"$@\"\nexit $?\n";
    return text + "exit " + std::to_string(script.code) + "\n";
}

bool isRunning(const fs::path& executable) {
    for (const auto& process : fs::directory_iterator("/proc")) {
        std::error_code gone;
        if (fs::read_symlink(process.path() / "exe", gone) == executable) return true;
    }
    return false;
}

}  // namespace slipway::test
