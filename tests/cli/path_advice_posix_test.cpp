// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <sstream>

#include "cli/path_advice.h"
#include "tests/support/fake_disk.h"
#include "tests/support/sandbox.h"

namespace slipway {
namespace {

using test::Sandbox;

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
