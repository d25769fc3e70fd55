// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/script.h"

namespace slipway::test {

namespace fs = std::filesystem;

const std::string_view kScriptEnding = ".bat";

std::string scriptText(const fs::path& says, const fs::path& complains, const fs::path& ran,
                       int code) {
    std::string text = "@echo off\r\n";
    if (!ran.empty()) text += "echo ran>>\"" + ran.string() + "\"\r\n";
    if (!says.empty()) text += "type \"" + says.string() + "\"\r\n";
    if (!complains.empty()) text += "type \"" + complains.string() + "\" 1>&2\r\n";
    return text + "exit /b " + std::to_string(code) + "\r\n";
}

}  // namespace slipway::test
