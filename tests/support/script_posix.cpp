// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/script.h"

namespace slipway::test {

namespace fs = std::filesystem;

const std::string_view kScriptEnding = "";

std::string scriptText(const fs::path& says, const fs::path& complains, const fs::path& ran,
                       int code) {
    std::string text = "#!/bin/sh\n";
    if (!ran.empty()) text += "echo ran >>'" + ran.string() + "'\n";
    if (!says.empty()) text += "cat '" + says.string() + "'\n";
    if (!complains.empty()) text += "cat '" + complains.string() + "' >&2\n";
    return text + "exit " + std::to_string(code) + "\n";
}

}  // namespace slipway::test
