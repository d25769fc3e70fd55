// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/cli/path_advice.h"

namespace slipway::test {
namespace {

TEST(StartupLine, IsInTheShellsOwnLanguage) {
    EXPECT_EQ(
        startupLine("/bin/bash", "/home/ann/bin", Platform::kLinux),
        (StartupLine{"~/.bashrc", R"(export PATH=/home/ann/bin:"$PATH")", "open a new terminal"}));
    EXPECT_EQ(
        startupLine("/usr/bin/zsh", "/home/ann/bin", Platform::kLinux),
        (StartupLine{"~/.zshrc", R"(export PATH=/home/ann/bin:"$PATH")", "open a new terminal"}));
    EXPECT_EQ(startupLine("/usr/bin/fish", "/home/ann/bin", Platform::kLinux),
              (StartupLine{"~/.config/fish/config.fish", "set -gx PATH /home/ann/bin $PATH",
                           "open a new terminal"}));
    EXPECT_EQ(
        startupLine("/bin/tcsh", "/home/ann/bin", Platform::kLinux),
        (StartupLine{"~/.tcshrc", "set path = (/home/ann/bin $path:q)", "open a new terminal"}));
}

TEST(StartupLine, IsForAPlainShellWhereNoneIsKnown) {
    const StartupLine plain{"~/.profile", R"(export PATH=/home/ann/bin:"$PATH")", "log in again"};
    EXPECT_EQ(startupLine("/bin/sh", "/home/ann/bin", Platform::kLinux), plain);
    EXPECT_EQ(startupLine("/opt/strange", "/home/ann/bin", Platform::kLinux), plain);
    EXPECT_EQ(startupLine("", "/home/ann/bin", Platform::kLinux), plain);
}

TEST(StartupLine, QuotesWhatAShellWouldTakeApart) {
    const std::string folder = R"(/a b'c\d$HOME!)";
    EXPECT_EQ(startupLine("bash", folder, Platform::kLinux).line,
              R"(export PATH='/a b'\''c\d$HOME!':"$PATH")");
    EXPECT_EQ(startupLine("fish", folder, Platform::kLinux).line,
              R"(set -gx PATH '/a b\'c\\d$HOME!' $PATH)");
    EXPECT_EQ(startupLine("tcsh", folder, Platform::kLinux).line,
              R"(set path = ('/a b'\''c\d$HOME\!' $path:q))");
}

TEST(StartupLine, IsReadByALoginOnMacos) {
    EXPECT_EQ(startupLine("/bin/bash", "/Users/ann/bin", Platform::kMacos).file, "~/.bash_profile");
    EXPECT_EQ(startupLine("/bin/zsh", "/Users/ann/bin", Platform::kMacos).file, "~/.zshrc");
}

TEST_F(PathAdvice, IsToTypeTheNameWhereAllIsReady) {
    EXPECT_EQ(advice(world_.expand("$SANDBOX/shims")), "ready: type maya\n");
    EXPECT_EQ(advice("$SANDBOX/nowhere:$SANDBOX/shims", {}, {"maya", "nuke", "Render"}),
              "ready: type maya, nuke or Render\n");
}

TEST_F(PathAdvice, KnowsThatPathCannotHoldEveryFolder) {
    const std::string folder = "$SANDBOX/a" + list(":") + "b";
    EXPECT_EQ(advice("$SANDBOX/nowhere", {}, {"maya"}, folder),
              expected("still to do: no PATH can hold '" + folder + "', as it has a '" + list(":") +
                       "': install to another folder, or type the whole path\n"));
}

}  // namespace
}  // namespace slipway::test
