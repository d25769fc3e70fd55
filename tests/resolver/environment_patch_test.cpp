// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/environment_patch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <list>
#include <random>
#include <string>
#include <vector>

#include "resolver/environment.h"

namespace slipway {
namespace {

using testing::ElementsAreArray;

// A random environment, and random operations on it, from few names and entries, so that they meet.
class RandomStudio {
  public:
    explicit RandomStudio(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return random_() % limit; }

    std::string name() { return std::string(1, static_cast<char>('A' + below(6))); }

    std::string value() {
        static const std::vector<std::string> kEntries = {
            "", "a", "b", "/x/y", "/x/*", "c:d", ":", "\xff\n=", "long entry with spaces"};
        std::string value = kEntries[below(kEntries.size())];
        while (below(2) == 0) value += ":" + kEntries[below(kEntries.size())];
        return value;
    }

    std::vector<std::string> entries() {
        std::vector<std::string> entries;
        for (const char* name : {"A", "B", "C", "D", "E", "F"}) {
            if (below(2) == 0) entries.push_back(name + ("=" + value()));
        }
        return entries;
    }

    void change(Environment& environment) {
        kept_.push_back(name());
        const std::string_view name = kept_.back();
        kept_.push_back(value());
        const std::string_view value = kept_.back();
        environment.apply(static_cast<OperationKind>(below(5)), name, {&value, 1}, ":");
    }

  private:
    std::mt19937 random_;
    std::list<std::string> kept_;
};

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    return pointers;
}

std::vector<std::string> sortedBlock(const Environment& environment) {
    const auto block = environment.block();
    std::vector<std::string> entries(block.begin(), block.end());
    std::ranges::sort(entries);
    return entries;
}

TEST(EnvironmentPatch, AppliedAndReversedLeavesEveryEnvironmentAsItWas) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        Arena arena;
        RandomStudio studio(seed);
        const std::vector<std::string> entries = studio.entries();
        const std::vector<const char*> start = pointers(entries);
        Environment composed(arena, kLinuxRules, start);
        for (int i = 0; i < 8; ++i) studio.change(composed);
        const EnvironmentPatch patch = composed.changes();

        Environment other(arena, kLinuxRules, start);
        other.apply(patch);
        ASSERT_EQ(sortedBlock(other), sortedBlock(composed)) << "seed " << seed;
        other.apply(reverse(patch, arena));
        ASSERT_THAT(sortedBlock(other), ElementsAreArray(entries)) << "seed " << seed;
    }
}

TEST(EnvironmentPatch, ReadAfterPrintIsTheSamePatch) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        Arena arena;
        RandomStudio studio(seed);
        const std::vector<std::string> entries = studio.entries();
        const std::vector<const char*> start = pointers(entries);
        Environment environment(arena, kLinuxRules, start);
        for (int i = 0; i < 8; ++i) studio.change(environment);
        const EnvironmentPatch patch = environment.changes();
        const auto read = readPatch(printPatch(patch, arena), arena);
        ASSERT_TRUE(read.has_value()) << "seed " << seed;
        ASSERT_THAT(read->changes, ElementsAreArray(patch.changes)) << "seed " << seed;
    }
}

TEST(EnvironmentPatch, UnsetAndEmptyAreDifferentAfterReading) {
    Arena arena;
    const VariableChange changes[] = {{"A", std::nullopt, ""}, {"B", "", std::nullopt}};
    const auto read = readPatch(printPatch({changes}, arena), arena);
    ASSERT_TRUE(read.has_value());
    EXPECT_THAT(read->changes, ElementsAreArray(changes));
}

TEST(EnvironmentPatch, ReversedTwiceIsItself) {
    Arena arena;
    const VariableChange changes[] = {{"A", std::nullopt, "x"}, {"B", "y", std::nullopt}};
    EXPECT_THAT(reverse(reverse({changes}, arena), arena).changes, ElementsAreArray(changes));
}

TEST(EnvironmentPatch, NoTruncationAndNoOtherTextIsReadAsAPatch) {
    Arena arena;
    const VariableChange changes[] = {{"NAME", "before", "after"}};
    const std::string printed(printPatch({changes}, arena));
    for (std::size_t size = 2; size < printed.size(); ++size) {
        EXPECT_FALSE(readPatch(printed.substr(0, size), arena)) << size;
    }
    for (const char* text : {"", "2", "1x", "11:A", "199999999999999999999:A--", "1-:", "1:A--"}) {
        EXPECT_FALSE(readPatch(text, arena)) << text;
    }
}

}  // namespace
}  // namespace slipway
