// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a broken manifest costs, and what is said of it. One of each kind; all of them stand in
// bad_input_posix_test.cpp.

#include "tests/blackbox/bad_input.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::StartsWith;

}  // namespace

TEST_P(BadManifest, CostsItsPluginAndAWarning) {
    const fs::path file =
        world.write(fs::path("studio/bad-1.0") / GetParam().file, GetParam().text());
    const std::string place = file.string() + ":" + GetParam().place;
    expectALaunchOfTheRest(place);
    expectALaunchOfTheRest(place);  // at every launch, not only when it is compiled
    expectCheckToFail(place);
}

INSTANTIATE_TEST_SUITE_P(
    Kind, BadManifest,
    ::testing::Values(BadText{"AbortsItsParser", "slipway.toml", text("slipway = 1\n\n[!"), "3:"},
                      BadText{"Latin1", "slipway.json", text("{\"slipway\": 1,\n\"a\": \"\xe4\"}"),
                              "2:"},
                      BadText{"Empty", "slipway.toml", text(""), "1:1"},
                      BadText{"HalfWritten", "slipway.toml",
                              text("slipway = 1\r\n[[integration]]\r\nname = \"b"), "3:"},
                      BadText{"OfTheFuture", "slipway.toml", text("slipway = 2\n"), "1:"}),
    [](const auto& test) { return std::string(test.param.name); });

namespace {

TEST_F(BadInput, OfManyPluginsCostsEachOfThemOneWarning) {
    for (int number = 0; number < 20; ++number) {
        world.plugin("studio/many-" + std::to_string(number), "[!");
    }
    const Launch launched = launch(limited(world.mayaCommand()));
    EXPECT_EQ(launched["GOOD"], "yes") << launched;
    EXPECT_EQ(linesOf(launched.said()).size(), 20) << launched.said();
}

TEST_F(BadInput, IsSaidOnOneLineWithoutControlCharacters) {
    world.plugin("studio/bad-1.0",
                 kHead + "'BAD.\\\x1b[31m' = 'x'\nB.set = \"{\\u001b[2J\\r\\n}\"");
    const Launch launched = world.maya();
    ASSERT_TRUE(launched.report) << launched;
    for (const char byte : launched.said()) {
        EXPECT_TRUE(byte == '\n' || static_cast<unsigned char>(byte) >= 0x20) << launched.said();
    }
    EXPECT_THAT(linesOf(launched.said()), Each(StartsWith("slipway: ")));
}

TEST_F(BadInput, NamesTheNearestKnownOperation) {
    world.plugin("studio/bad-1.0", kHead + "PATH.prepnd = 'x'\n");
    EXPECT_THAT(world.maya().said(), AllOf(HasSubstr("'prepnd'"), HasSubstr("prepend")));
}

TEST_F(BadInput, SaysWhatToWriteInsteadOfAFloat) {
    world.plugin("studio/bad-1.0", kHead + "A.set = 1.5\n");
    EXPECT_THAT(world.maya().said(), HasSubstr("write it as a string"));
}

TEST_F(BadInput, AnUnknownKeyIsAWarningWithTheNearestKnownOneAndThePluginCounts) {
    world.plugin("studio/odd-1.0",
                 "slipway = 1\n[[integration]]\npriorty = 40\nenv.ODD.set = 'yes'\n");
    const Ended ended = check(world / "studio/odd-1.0");
    EXPECT_EQ(ended.code, 0) << "warnings are no errors: " << ended;
    EXPECT_THAT(ended.output + ended.errors,
                AllOf(HasSubstr(native("odd-1.0/slipway.toml") + ":3:1"), HasSubstr("priorty"),
                      HasSubstr("priority")));
    EXPECT_EQ(world.maya()["ODD"], "yes");
}

}  // namespace
}  // namespace slipway::test
