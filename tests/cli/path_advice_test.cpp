// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/path_advice.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/fake_disk.h"
#include "tests/support/sandbox.h"

namespace slipway {
namespace {

using test::Sandbox;

TEST(StartupLine, IsInTheShellsOwnLanguage) {
    EXPECT_EQ(
        startupLine("/bin/bash", "/home/ann/bin"),
        (StartupLine{"~/.bashrc", R"(export PATH=/home/ann/bin:"$PATH")", "open a new terminal"}));
    EXPECT_EQ(
        startupLine("/usr/bin/zsh", "/home/ann/bin"),
        (StartupLine{"~/.zshrc", R"(export PATH=/home/ann/bin:"$PATH")", "open a new terminal"}));
    EXPECT_EQ(startupLine("/usr/bin/fish", "/home/ann/bin"),
              (StartupLine{"~/.config/fish/config.fish", "set -gx PATH /home/ann/bin $PATH",
                           "open a new terminal"}));
    EXPECT_EQ(
        startupLine("/bin/tcsh", "/home/ann/bin"),
        (StartupLine{"~/.tcshrc", "set path = (/home/ann/bin $path:q)", "open a new terminal"}));
}

TEST(StartupLine, IsForAPlainShellWhereNoneIsKnown) {
    const StartupLine plain{"~/.profile", R"(export PATH=/home/ann/bin:"$PATH")", "log in again"};
    EXPECT_EQ(startupLine("/bin/sh", "/home/ann/bin"), plain);
    EXPECT_EQ(startupLine("/opt/strange", "/home/ann/bin"), plain);
    EXPECT_EQ(startupLine("", "/home/ann/bin"), plain);
}

TEST(StartupLine, QuotesWhatAShellWouldTakeApart) {
    const std::string folder = R"(/a b'c\d$HOME!)";
    EXPECT_EQ(startupLine("bash", folder).line, R"(export PATH='/a b'\''c\d$HOME!':"$PATH")");
    EXPECT_EQ(startupLine("fish", folder).line, R"(set -gx PATH '/a b\'c\\d$HOME!' $PATH)");
    EXPECT_EQ(startupLine("tcsh", folder).line, R"(set path = ('/a b'\''c\d$HOME\!' $path:q))");
}

// In the shell that is always there, the line does what it says.
TEST(StartupLine, PutsTheFolderFirst) {
    const Sandbox world;
    const std::string folder = R"(/a b'c\d$HOME!)";
    const test::Ended ended = test::run(
        world.command("/bin/sh", {"-c", startupLine("sh", folder).line + "\nprintf %s \"$PATH\""}));
    EXPECT_EQ(ended.output, folder + ":/usr/bin:/bin") << ended;
}

class PathAdvice : public testing::Test {
  protected:
    PathAdvice() {
        world_.makeFolder("shims");
        world_.write("usr/maya", "#!/bin/sh\n");
        test::makeExecutable(world_ / "usr/maya");
    }

    std::string advice(const std::string& path, const std::string& shell,
                       const std::vector<std::string>& names = {"maya"},
                       const std::string& folder = "$SANDBOX/shims") {
        const std::string pathEntry = "PATH=" + world_.expand(path);
        const std::string shellEntry = "SHELL=" + shell;
        const std::vector<const char*> environment{pathEntry.c_str(), shellEntry.c_str(), nullptr};
        std::ostringstream nowhere;
        test::FakeDisk disk;
        return pathAdvice(world_.expand(folder), names,
                          {.arguments = {},
                           .environment = {environment.data(), 2},
                           .workingDirectory = "/",
                           .out = nowhere,
                           .err = nowhere,
                           .outScreen = {},
                           .errScreen = {},
                           .disk = disk,
                           .rules = kLinuxRules,
                           .definitions = {},
                           .launch = {}});
    }
    std::string expected(std::string_view text) const { return world_.expand(text); }

    const Sandbox world_;
};

TEST_F(PathAdvice, IsToTypeTheNameWhereAllIsReady) {
    EXPECT_EQ(advice("$SANDBOX/shims:/nowhere", "/bin/bash"), "ready: type maya\n");
    EXPECT_EQ(advice("$SANDBOX/shims", "/bin/bash", {"maya", "my tool", "Render"}),
              "ready: type maya, 'my tool' or Render\n");
}

TEST_F(PathAdvice, ThinksOfShellsThatRememberWhereACommandWas) {
    EXPECT_EQ(advice("$SANDBOX/shims:$SANDBOX/usr", "/bin/bash"),
              "ready: type maya; first 'hash -r' in a shell that has run it before\n");
    EXPECT_EQ(advice("$SANDBOX/shims:$SANDBOX/usr", "/bin/tcsh"),
              "ready: type maya; first 'rehash' in a shell that has run it before\n");
    EXPECT_EQ(advice("$SANDBOX/shims:$SANDBOX/usr", "/usr/bin/fish"), "ready: type maya\n");
}

TEST_F(PathAdvice, IsTheLineToAddWhereTheFolderIsNotOnPath) {
    EXPECT_EQ(advice("/nowhere", "/bin/bash"),
              expected("still to do: '$SANDBOX/shims' is not on PATH; add this line to ~/.bashrc "
                       "and open a new terminal:\n"
                       "  export PATH=$SANDBOX/shims:\"$PATH\"\n"));
}

TEST_F(PathAdvice, IsTheSameLineWhereAnotherCommandComesFirst) {
    EXPECT_EQ(advice("$SANDBOX/usr:$SANDBOX/shims", "/usr/bin/fish"),
              expected("still to do: '$SANDBOX/usr/maya' comes before it on PATH; add this line to "
                       "~/.config/fish/config.fish and open a new terminal:\n"
                       "  set -gx PATH $SANDBOX/shims $PATH\n"));
}

TEST_F(PathAdvice, KnowsThatPathCannotHoldEveryFolder) {
    EXPECT_EQ(advice("/nowhere", "/bin/bash", {"maya"}, "$SANDBOX/a:b"),
              expected("still to do: no PATH can hold '$SANDBOX/a:b', as it has a ':': install to "
                       "another folder, or type the whole path\n"));
}

}  // namespace
}  // namespace slipway
