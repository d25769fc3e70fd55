// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <regex>

namespace slipway::test {

namespace fs = std::filesystem;

namespace {

void replaceAll(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

// Once more as JSON writes it, for backslashes.
void replacePath(std::string& text, const std::string& path, const std::string& by) {
    replaceAll(text, path, by);
    std::string escaped = path;
    replaceAll(escaped, "\\", "\\\\");
    replaceAll(text, escaped, by);
}

std::string withoutWhatVaries(const Sandbox& world, std::string text) {
    replacePath(text, world.folder().string(), "$SANDBOX");
    replacePath(text, slipwayExecutable().parent_path().string(), "$BIN");
    text = std::regex_replace(text, std::regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
                              "$$LAUNCH_ID");
    text = std::regex_replace(text, std::regex("1[0-9A-Za-z_-]{8} n[0-9]+ p[^'\"]*"), "$$SESSION");
    return std::regex_replace(text, std::regex("slipway [0-9]+\\.[0-9]+\\.[0-9]+"),
                              "slipway $$VERSION");
}

void update(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

void expectGolden(const Sandbox& world, const std::string& name, const std::string& output) {
    const fs::path folder = sourceFolder() / "tests/blackbox/golden";
    const fs::path ours = folder / kHost.name / name;
    const fs::path file = fs::exists(ours) ? ours : folder / name;
    const std::string text = withoutWhatVaries(world, output);
    if (std::getenv("SLIPWAY_UPDATE_GOLDEN")) return update(file, text);
    ASSERT_TRUE(fs::exists(file)) << file << " is not there; SLIPWAY_UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(text, readFile(file)) << "in " << file << "; SLIPWAY_UPDATE_GOLDEN=1 writes it anew";
}

}  // namespace slipway::test
