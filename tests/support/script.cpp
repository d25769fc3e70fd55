// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/script.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace slipway::test {

namespace fs = std::filesystem;

namespace {

fs::path neverEnding(const Sandbox& world, const fs::path& path) {
    return world / (path.string() + "-never$EXE");
}

}  // namespace

// No shell sees the texts: they stand beside the script.
Place writeScript(const Sandbox& world, const fs::path& path, const Script& script) {
    const auto beside = [&](std::string_view ending, const std::string& text) {
        if (text.empty()) return fs::path();
        return fs::path(world.write(path.string() + std::string(ending), text + "\n"));
    };
    ScriptFiles files{.says = beside(".says", script.says),
                      .complains = beside(".complains", script.complains),
                      .never = {}};
    if (script.leaves || script.hangs) {
        files.never = neverEnding(world, path);
        fs::create_directories(files.never.parent_path());
        fs::copy_file(probeExecutable(), files.never, fs::copy_options::overwrite_existing);
    }
    const fs::path file = world / (path.string() + std::string(kScriptEnding));
    fs::remove(file);
    world.write(file, scriptText(script, files));
    makeExecutable(file);
    return Place(file);
}

bool isLeftByAll(const Sandbox& world, const fs::path& path) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (isRunning(neverEnding(world, path))) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

std::size_t timesRan(const fs::path& file) {
    const std::string text = fs::exists(file) ? readFile(file) : "";
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace slipway::test
