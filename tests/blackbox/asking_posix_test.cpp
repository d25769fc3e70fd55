// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// How an application is asked for its version: what of the process that is asked, and of what is
// remembered, is POSIX. And applications that are scripts themselves.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/blackbox/asking.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// The painter is a script itself.
class AskedScript : public AskedVersion {
  protected:
    AskedScript() {
        find("tools/painter");
        script("echo Painter 3.1");
        teller = world / "tools/painter";
        world.set("DISPLAY", ":0");
        world.set("WAYLAND_DISPLAY", "wayland-0");
        world.set("STUDIO", "here");
    }

    void find(const std::string& path) {
        world.plugin("studio/painter-app",
                     "slipway = 1\n[[application]]\nname = 'painter'\nfind = [{ path = '$SANDBOX/" +
                         path +
                         "', version = { ask = ['--version'], pattern = 'Painter {version}' } }]\n"
                         "[[integration]]\nenv.SEEN.set = '{application.version:-unknown}'\n");
    }
    // What the application does when it is asked.
    void script(const std::string& commands) {
        fs::remove(world / "tools/painter");
        world.write(
            "tools/painter",
            "#!/bin/sh\n[ \"$1\" = --version ] || exec '$SANDBOX/opt/painter/bin/painter'\n" +
                commands + "\n");
        makeExecutable(world / "tools/painter");
    }
};

TEST_F(AskedScript, IsRememberedInTheUsersOwnCacheForNobodyElse) {
    listed();
    ASSERT_EQ(remembered().size(), 1u);
    struct stat facts {};
    ASSERT_EQ(stat(remembered()[0].c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, 0600u);
}

TEST_F(AskedScript, IsAskedForWithoutDisplayInputOrAnythingOfTheUsers) {
    script(
        "cat >\"$HOME/input\"; [ -s \"$HOME/input\" ] && exit 4\n"
        "env >'$SANDBOX/environment'; ls -l /proc/self/fd >'$SANDBOX/descriptors'\n"
        "touch settings; echo Painter 3.1");
    EXPECT_EQ(listed(), "3.1");
    const std::string environment = readFile(world / "environment");
    EXPECT_THAT(environment, Not(HasSubstr("DISPLAY")));
    EXPECT_THAT(environment, Not(HasSubstr("STUDIO")));
    EXPECT_THAT(environment, Not(HasSubstr(world.expand("HOME=$SANDBOX"))));
    const std::size_t home = environment.find("HOME=") + 5;
    const std::string folder = environment.substr(home, environment.find('\n', home) - home);
    EXPECT_THAT(folder, StartsWith("/"));
    EXPECT_FALSE(fs::exists(folder)) << "it was a passing one";
}

TEST_F(AskedScript, OfOneThatFailedIsKeptInNoCatalogue) {
    script("[ -e '$SANDBOX/well' ] || exit 3; echo Painter 3.1");
    world.install({"painter"});
    EXPECT_EQ(seen(), "unknown");
    world.write("well", "");
    for (const fs::path& file : remembered()) fs::remove(file);  // as after a minute
    EXPECT_EQ(seen(), "3.1");
}

}  // namespace
}  // namespace slipway::test
