// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/cli/path_advice.h"

namespace slipway::test {
namespace {

// In the shell that is always there, the line does what it says.
TEST(StartupLine, PutsTheFolderFirst) {
    const Sandbox world;
    const std::string folder = R"(/a b'c\d$HOME!)";
    const std::string line = startupLine("sh", folder, Platform::kLinux).line;
    const Ended ended = run(world.command("/bin/sh", {"-c", line + "\nprintf %s \"$PATH\""}));
    EXPECT_EQ(ended.output, folder + ":/usr/bin:/bin") << ended;
}

TEST_F(PathAdvice, QuotesNamesForAShell) {
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

}  // namespace
}  // namespace slipway::test
