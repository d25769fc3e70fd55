// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.3: who am I, and where is the real command. Here by what POSIX has: links, shells,
// interpreter lines, descriptors, /proc.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/blackbox/identity.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;

TEST_P(Identity, ByPath) {
    for (const char* call :
         {"exec maya", "maya", "maya; exit $?", "exec -a other maya", "exec nice -n 5 maya",
          "exec env -u FOO maya", "(maya)", "cd $SANDBOX/shims && ./maya",
          "cd $SANDBOX && exec shims/maya", "PATH=/nowhere:$SANDBOX/shims/:/bin exec maya",
          "PATH=/nowhere exec -a '' $SANDBOX/shims/maya"}) {
        expectMaya(launch(world.command(program("bash"), {"-c", world.expand(call)})));
    }
}

// The last name before the shim's own file: where that is a link, what leads to it is called as it
// likes.
TEST_P(Identity, ByAUsersOwnLink) {
    const std::string name = GetParam() == ShimKind::kSymbolicLink ? "m" : "maya";
    fs::create_symlink(world / "shims/maya", world.makeFolder("home/bin") / name);
    expectMaya(launch(world.command(world / "home/bin" / name)));
    if (GetParam() != ShimKind::kSymbolicLink) return;
    fs::create_symlink(name, world / "home/bin/relative");
    expectMaya(launch(world.command(world / "home/bin/relative")));
}

// The kernel tells the script's path: the shim's is the one in argv[0].
TEST_P(Identity, ByAnInterpreterLine) {
    const fs::path script = world.write("home/script", "#!$SANDBOX/shims/maya -x\n");
    makeExecutable(script);
    expectMaya(launch(world.command(script, {"a"})), {"-x", script, "a"});
}

TEST_P(Identity, ByADescriptor) {
    for (const char* path : {"/proc/self/fd/9", "/dev/fd/9"}) {
        Command command = world.command(world.shim("maya"));
        command.executable = path;
        command.prepare = [&] {
            const int opened = open(world.shim("maya").c_str(), O_PATH);
            dup2(opened, 9);
        };
        expectMaya(launch(command));
        command.arguments[0] = "maya";  // as a shell would have found it
        expectMaya(launch(command));
    }
}

// The probe needs /proc itself: env(1) tells its environment without.
TEST_P(Identity, WithoutProc) {
    fs::copy_file(program("env"), maya(), fs::copy_options::overwrite_existing);
    const Ended ended =
        run(world.command(program("unshare"),
                          {"--map-root-user", "--mount", "/bin/sh", "-c",
                           "mount -t tmpfs none /proc && exec \"$@\"", "sh", world.shim("maya")}));
    EXPECT_EQ(ended.code, 0) << ended;
    EXPECT_EQ(ended.errors, "");
    EXPECT_THAT(ended.output, ::testing::HasSubstr("SLIPWAY_APPLICATION=maya_2024\n"));
}

TEST_P(Identity, TheRealCommandIsFoundBehindLinksOnPath) {
    put("shims/tool");
    std::string path = "$SANDBOX/shims";
    const auto folder = [&](const std::string& name) {
        path += ":$SANDBOX/" + name;
        return world.makeFolder(name);
    };
    fs::create_symlink(world / "shims/tool", folder("linked") / "tool");
    fs::create_symlink("nowhere", folder("dangling") / "tool");
    fs::create_symlink("tool", folder("looping") / "tool");
    world.write("empty/tool", "");
    folder("empty");
    world.write("plain/tool", "#!/bin/sh\necho wrong\n");
    folder("plain");
    fs::copy_file(probeExecutable(), folder("real") / "tool");
    fs::copy_file(probeExecutable(), folder("later") / "tool");
    world.set("PATH", path);
    const Launch launched = world.launch("tool");
    ASSERT_TRUE(launched.report) << launched;
    EXPECT_EQ(launched.report->ownPath, world / "real/tool");
}

}  // namespace
}  // namespace slipway::test
