// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/launch_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace slipway {
namespace {

using testing::HasSubstr;

std::string why(const std::vector<std::string>& arguments,
                const std::vector<std::string>& environment, const LaunchLimits& limits,
                std::size_t space) {
    Arena arena;
    std::vector<const char*> argv, envp;
    for (const std::string& text : arguments) argv.push_back(text.c_str());
    for (const std::string& text : environment) envp.push_back(text.c_str());
    return std::string(whyTooLarge({"/x", argv, envp}, limits, space, arena));
}

std::string variableOf(const std::string& name, std::size_t bytes) {
    return name + "=" + std::string(bytes - name.size() - 2, 'x');
}

constexpr std::size_t kMiB = 1024 * 1024;

TEST(LaunchLimits, OfLinuxAre128KiBForOneVariable) {
    EXPECT_EQ(why({}, {variableOf("BIG", 131'072)}, kLinuxLimits, 2 * kMiB), "");
    EXPECT_EQ(why({}, {"A=1", variableOf("BIG", 131'073)}, kLinuxLimits, 2 * kMiB),
              "not launched: the variable BIG would have 131073 bytes with its name, and 131072 is "
              "the most that the system takes of one");
}

TEST(LaunchLimits, OfLinuxAre128KiBForOneArgument) {
    EXPECT_EQ(why({"/x", std::string(131'071, 'a')}, {}, kLinuxLimits, 2 * kMiB), "");
    EXPECT_THAT(why({"/x", std::string(131'072, 'a')}, {}, kLinuxLimits, 2 * kMiB),
                HasSubstr("argument 1 would have 131073 bytes"));
}

TEST(LaunchLimits, OfWindowsAre32767CharactersForOneVariable) {
    EXPECT_EQ(why({}, {variableOf("BIG", 32'767)}, kWindowsLimits, 0), "");
    EXPECT_THAT(why({}, {variableOf("BIG", 32'768)}, kWindowsLimits, 0),
                HasSubstr("BIG would have 32768 characters"));
}

// Not bytes, of which each of these has three, and not letters, of which the last has two.
TEST(LaunchLimits, OfWindowsCountUnitsOfUtf16) {
    std::string variable = "BIG=";
    for (int i = 0; i < 32'760; ++i) variable += "\u6f22";
    EXPECT_EQ(why({}, {variable + "\U0001f680"}, kWindowsLimits, 0), "");
    EXPECT_THAT(why({}, {variable + "\U0001f680x"}, kWindowsLimits, 0), HasSubstr("32768"));
}

TEST(LaunchLimits, OfAllTogetherNameTheLargestVariables) {
    const std::vector<std::string> environment = {variableOf("SMALL", 100), variableOf("A", 50'000),
                                                  variableOf("B", 70'000), variableOf("C", 60'000)};
    EXPECT_EQ(why({}, environment, kLinuxLimits, 2 * kMiB), "");
    EXPECT_THAT(why({}, environment, kLinuxLimits, 150'000),
                HasSubstr("the largest variables: B (70000 bytes), C (60000 bytes), A (50000"));
}

TEST(LaunchLimits, CountPointersToo) {
    const std::vector<std::string> arguments(20'000, "");
    EXPECT_EQ(why(arguments, {}, kLinuxLimits, 20'000 * 9 + 3), "");
    EXPECT_THAT(why(arguments, {}, kLinuxLimits, 20'000 * 9 + 2), HasSubstr("180003 bytes"));
}

}  // namespace
}  // namespace slipway
