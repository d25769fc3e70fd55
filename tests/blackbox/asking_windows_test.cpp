// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>

#include "tests/blackbox/asking.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(AskedVersion, IsAskedForInAPassingFolderWithNothingOfTheUsers) {
    world.set("STUDIO", "here");
    world.write("opt/painter/bin/teller.bat",
                "@echo off\r\nset>\"$SANDBOX\\variables\"\r\ncd>\"$SANDBOX\\folder\"\r\n"
                "echo settings>made\r\necho Painter 3.1\r\n");
    EXPECT_EQ(listed(), "3.1");
    EXPECT_THAT(readFile(world / "variables"),
                AllOf(HasSubstr("SLIPWAY_BYPASS=1"), Not(HasSubstr("STUDIO")),
                      Not(HasSubstr((world / "home").string()))));
    const std::string folder = readFile(world / "folder");
    EXPECT_THAT(folder, HasSubstr("slipway-ask-"));
    EXPECT_FALSE(fs::exists(folder.substr(0, folder.find('\r')))) << "it was a passing one";
}

}  // namespace
}  // namespace slipway::test
