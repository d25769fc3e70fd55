// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/script.h"
#include "tests/support/start_windows.h"

namespace slipway::test {

const std::string_view kScriptEnding = ".bat";

std::string scriptText(const Script& script, const ScriptFiles& files) {
    std::string text = "@echo off\r\n";
    if (!script.ran.empty()) text += "echo ran>>\"" + script.ran + "\"\r\n";
    if (!script.says.empty()) text += "type \"" + files.says.string() + "\"\r\n";
    if (!script.complains.empty()) text += "type \"" + files.complains.string() + "\" 1>&2\r\n";
    const std::string never = "\"" + files.never.string() + "\"\r\n";
    if (script.leaves || script.hangs) text += "set PROBE_NEVER=1\r\n";
    if (script.leaves) text += "start /b \"\" " + never;
    if (script.hangs) text += never;
    if (!script.calls.empty()) {
        return text + "\"" + script.calls + "\" %*\r\nexit /b %ERRORLEVEL%\r\n";
    }
    return text + "exit /b " + std::to_string(script.code) + "\r\n";
}

// Nobody may write to what runs.
bool isRunning(const std::filesystem::path& executable) {
    const HANDLE file =
        ::CreateFileW(executable.c_str(), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_DELETE,
                      nullptr, OPEN_EXISTING, 0, nullptr);
    if (file == INVALID_HANDLE_VALUE) return true;
    ::CloseHandle(file);
    return false;
}

}  // namespace slipway::test
