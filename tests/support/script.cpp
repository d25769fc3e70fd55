// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/script.h"

#include <algorithm>

namespace slipway::test {

namespace fs = std::filesystem;

// No shell sees the texts: they stand beside the script.
Place writeScript(const Sandbox& world, const fs::path& path, const Script& script) {
    const auto beside = [&](std::string_view ending, const std::string& text) {
        if (text.empty()) return fs::path();
        return fs::path(world.write(path.string() + std::string(ending), text + "\n"));
    };
    const fs::path says = beside(".says", script.says);
    const fs::path complains = beside(".complains", script.complains);
    const fs::path file = world / (path.string() + std::string(kScriptEnding));
    fs::remove(file);
    world.write(file, scriptText(says, complains, script.ran, script.code));
    makeExecutable(file);
    return Place(file);
}

std::size_t timesRan(const fs::path& file) {
    const std::string text = fs::exists(file) ? readFile(file) : "";
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace slipway::test
