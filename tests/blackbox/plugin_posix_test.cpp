// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway plugin`: spec 3.2, what takes links, modes or another tool.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/blackbox/plugin.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(PluginVerb, AddsAnArchiveThatAnotherToolHasMade) {
    world.application("maya", {"2024"});
    const std::string path = (world / "my-plugin-1.2.0-linux.zip").string();
    const Place manifest = world.write("manifest", kManifest);
    world.write("make.py",
                "import sys, zipfile\n"
                "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n"
                "def add(name, text, mode):\n"
                "    i = zipfile.ZipInfo(name); i.external_attr = mode << 16\n"
                "    z.writestr(i, text, zipfile.ZIP_DEFLATED)\n"
                "add('slipway.toml', open(sys.argv[2]).read(), 0o100644)\n"
                "add('bin/', '', 0o40755)\n"
                "add('bin/run', '#!/bin/sh', 0o100755)\n"
                "add('resource/Größe.txt', 'data', 0o100644)\n"
                "z.close()\n");
    const std::string script = world / "make.py";
    ASSERT_EQ(run(world.command(program("python3"), {script, path, manifest})).code, 0);
    const Ended ended = add(path);
    EXPECT_EQ(ended.code, 0) << ended;
    const fs::path folder = world / "studio/my-plugin-1.2.0-linux";
    EXPECT_THAT(ended.output, HasSubstr("added " + folder.string()));
    EXPECT_EQ(tool(), folder);
    EXPECT_EQ(readFile(folder / "resource/Größe.txt"), "data");
    EXPECT_EQ(fs::status(folder / "bin/run").permissions() & fs::perms::owner_exec,
              fs::perms::owner_exec);
    EXPECT_EQ(fs::status(folder / "slipway.toml").permissions() & fs::perms::owner_exec,
              fs::perms::none);
}

TEST_F(PluginVerb, RefusesFoldersWithLinks) {
    world.write("build/tool-1.0/slipway.toml", kManifest);
    fs::create_symlink("/etc", world / "build/tool-1.0/etc");
    const Ended ended = add((world / "build/tool-1.0").string());
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("'etc': it is a link"));
    EXPECT_THAT(inRoot(), IsEmpty());
}

TEST_F(PluginVerb, RemovesWhatHasAFolderThatMayNotBeWritten) {
    world.plugin("studio/tool-1.1", kManifest);
    ::mkdir((world / "studio/tool-1.1/locked").c_str(), 0500);
    EXPECT_EQ(world.slipway({"plugin", "remove", "tool-1.1"}).code, 0);
    EXPECT_THAT(inRoot(), IsEmpty());
}

TEST_F(PluginVerb, SaysWhereARootCannotBeWritten) {
    world.write("build/tool-1.0/slipway.toml", kManifest);
    const Ended ended =
        world.slipway({"plugin", "add", (world / "build/tool-1.0").string(), "--root", "/proc"});
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("cannot make a folder in '/proc'"));
}

}  // namespace
}  // namespace slipway::test
