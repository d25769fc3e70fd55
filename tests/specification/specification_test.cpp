// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// tests/specification.md says which test holds which sentence; what it names must be there.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace slipway {
namespace {

namespace fs = std::filesystem;

std::string textOf(const fs::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

// "Suite.Name" of every TEST, TEST_F and TEST_P.
std::set<std::string> testsBelow(const fs::path& folder) {
    static const std::regex kTest(R"(TEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\s*\))");
    std::set<std::string> names;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".cpp") continue;
        const std::string text = textOf(entry.path());
        for (std::sregex_iterator at(text.begin(), text.end(), kTest), end; at != end; ++at) {
            names.insert((*at)[1].str() + "." + (*at)[2].str());
        }
    }
    return names;
}

TEST(Specification, NamesATestThatExistsForEachSentence) {
    static const std::regex kName(R"(`([A-Z]\w+\.[A-Z]\w+)`)");
    const fs::path folder = fs::path(SLIPWAY_TEST_SOURCE) / "tests";
    const std::set<std::string> known = testsBelow(folder);
    std::ifstream map(folder / "specification.md");
    std::size_t sentences = 0;
    for (std::string line; std::getline(map, line);) {
        if (!line.starts_with("| ") || line.starts_with("| sentence")) continue;
        ++sentences;
        const std::sregex_iterator end;
        std::sregex_iterator at(line.begin(), line.end(), kName);
        EXPECT_NE(at, end) << "no test: " << line;
        for (; at != end; ++at) EXPECT_TRUE(known.contains((*at)[1])) << (*at)[1];
    }
    EXPECT_GT(sentences, 80);
}

}  // namespace
}  // namespace slipway
