// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway plugin`: spec 3.2, archives and what takes links or modes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/blackbox/plugin.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PluginArchive : public PluginVerb {
  protected:
    // `python` adds to `z`, a zipfile.ZipFile; `name(N, text)` adds a file.
    std::string archive(const std::string& name, const std::string& python) const {
        const std::string path = (world / name).string();
        world.write("make.py",
                    "import sys, zipfile, struct\n"
                    "from zipfile import ZipInfo\n"
                    "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n"
                    "def name(n, text='x', mode=0o100644, system=3):\n"
                    "    i = ZipInfo(n); i.external_attr = mode << 16; i.create_system = system\n"
                    "    i.filename = n; i.compress_type = zipfile.ZIP_DEFLATED\n"
                    "    z.writestr(i, text)\n"
                    "manifest = '''" +
                        std::string(kManifest) + "'''\n" + python + "\nz.close()\n");
        const Ended made =
            run(world.command(program("python3"), {(world / "make.py").string(), path}));
        EXPECT_EQ(made.code, 0) << made;
        return path;
    }
    void expectRefused(const std::string& python, const std::string& why) const {
        const Ended ended =
            add(archive("bad-1.0.zip", "name('slipway.toml', manifest)\n" + python));
        EXPECT_EQ(ended.code, 1) << python << ended;
        EXPECT_THAT(ended.errors, AllOf(HasSubstr("slipway: not added: "), HasSubstr(why)))
            << python;
        EXPECT_THAT(inRoot(), IsEmpty()) << python;
        EXPECT_FALSE(fs::exists(world / "out")) << python;
    }
};

TEST_F(PluginArchive, AddsAnArchiveAsConnectNamesIt) {
    world.application("maya", {"2024"});
    const Ended ended = add(archive("my-plugin-1.2.0-linux.zip",
                                    "name('slipway.toml', manifest)\n"
                                    "name('bin/', '', 0o40755)\n"
                                    "name('bin/run', '#!/bin/sh', 0o100755)\n"
                                    "name('resource/Größe.txt', 'data')"));
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

TEST_F(PluginArchive, AddsAnArchiveWhoseContentIsInAFolderOfItsOwn) {
    EXPECT_EQ(add(archive("tool-1.0.zip",
                          "name('tool-1.0/slipway.toml', manifest)\n"
                          "name('tool-1.0/a/b', 'b')"))
                  .code,
              0);
    EXPECT_EQ(readFile(world / "studio/tool-1.0/a/b"), "b");
    EXPECT_TRUE(fs::exists(world / "studio/tool-1.0/slipway.toml"));
}

// What is not whole does not take the place of what is.
TEST_F(PluginArchive, PassesOverWhatMacsPutIntoTheirArchives) {
    EXPECT_EQ(add(archive("tool-1.0.zip",
                          "name('tool-1.0/slipway.toml', manifest)\n"
                          "name('tool-1.0/a/.DS_Store', 'x')\n"
                          "name('.DS_Store', 'x')\n"
                          "name('__MACOSX/tool-1.0/._slipway.toml', 'x')"))
                  .code,
              0);
    EXPECT_TRUE(fs::exists(world / "studio/tool-1.0/slipway.toml"));
    EXPECT_FALSE(fs::exists(world / "studio/tool-1.0/a/.DS_Store"));
    EXPECT_FALSE(fs::exists(world / "studio/tool-1.0/__MACOSX"));
}

TEST_F(PluginArchive, KeepsTheOldWhereTheNewIsDamaged) {
    const std::string path = archive("tool-1.0.zip",
                                     "name('slipway.toml', manifest)\n"
                                     "name('data', 'y' * 100000)");
    ASSERT_EQ(add(path).code, 0);
    std::string bytes = readFile(path);
    const std::size_t at = bytes.find("data") + 6;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    world.write("tool-1.0.zip", bytes);
    const Ended ended = add(path);
    EXPECT_EQ(ended.code, 1) << ended;
    EXPECT_THAT(ended.errors, HasSubstr("'data': it is damaged"));
    EXPECT_EQ(readFile(world / "studio/tool-1.0/data"), std::string(100000, 'y'));
    EXPECT_THAT(inRoot(), ElementsAre("tool-1.0"));
}

TEST_F(PluginArchive, RefusesAPluginWhoseManifestIsBrokenOrMissing) {
    const Ended broken = add(archive("tool-1.0.zip", "name('slipway.toml', 'slipway = ')"));
    EXPECT_EQ(broken.code, 1);
    EXPECT_THAT(broken.errors, AllOf(HasSubstr("slipway.toml:1:"), HasSubstr("has errors")));
    EXPECT_THAT(add(archive("tool-1.0.zip", "name('hook/x.py')")).errors,
                HasSubstr("holds no slipway.toml"));
    EXPECT_THAT(inRoot(), IsEmpty());
}

TEST_F(PluginVerb, RefusesNamesThatSayNoVersionBeforeAnythingIsRead) {
    for (const char* name : {"tool.zip", "tool-one.zip", ".tool-1.0.zip", "con-1.0.zip."}) {
        world.write(name, "no archive");
        EXPECT_EQ(add((world / name).string()).code, 1) << name;
    }
    EXPECT_THAT(add((world / "tool.zip").string()).errors,
                HasSubstr("a plugin is called NAME-VERSION"));
    world.write("tool-1.0.zip", "no archive");
    EXPECT_THAT(add((world / "tool-1.0.zip").string()).errors, HasSubstr("it is no ZIP archive"));
    EXPECT_THAT(add((world / "nothing-1.0.zip").string()).errors, HasSubstr("is not there"));
    EXPECT_THAT(inRoot(), IsEmpty());
}

TEST_F(PluginArchive, RefusesArchivesThatLeadOut) {
    expectRefused("name('../../out')", "leads out of the plugin");
    expectRefused("name('a/../../../out')", "leads out of the plugin");
    expectRefused("name('a\\\\..\\\\..\\\\out')", "leads out of the plugin");
    expectRefused("name('" + (world / "out").string() + "')", "it is an absolute path");
    expectRefused("name('\\\\\\\\server\\\\share\\\\out')", "it is an absolute path");
    expectRefused("name('C:/out')", "Windows has no name with ':'");
    expectRefused("name('C:out')", "Windows has no name with ':'");
}

TEST_F(PluginArchive, RefusesLinksAndDevicesInArchives) {
    expectRefused("name('a', '/etc', 0o120777)\nname('a/passwd', 'x')", "'a': it is a link");
    expectRefused("name('a', '', 0o010644)", "neither a file nor a folder");
    expectRefused("name('a', '', 0o020644)", "neither a file nor a folder");
}

TEST_F(PluginArchive, RefusesNamesThatSomePlatformHasNot) {
    for (const char* name : {"NUL", "con.txt", "a/lpt1", "aux /x", "COM9.tar.gz"}) {
        expectRefused("name('" + std::string(name) + "')", "the name of a device");
    }
    expectRefused("name('a?')", "Windows has no name with '?'");
    expectRefused("name('a.')", "ends in a dot");
    expectRefused("name('a\\n')", "control character");
    expectRefused("name('n' * 300)", "longer than 255");
    expectRefused("name('d/' * 600 + 'x')", "longer than 1024");
}

TEST_F(PluginArchive, RefusesNamesThatClash) {
    expectRefused("name('Readme')\nname('README')", "on Windows and macOS they are one");
    expectRefused("name('Lib/a')\nname('lib/b')", "on Windows and macOS they are one");
    expectRefused("import warnings; warnings.simplefilter('ignore')\nname('a')\nname('a')",
                  "it is there twice");
    expectRefused("name('a')\nname('a/b')", "it is there twice");
}

TEST_F(PluginArchive, RefusesBombsBeforeTheyGoOff) {
    // The same bytes in many entries.
    expectRefused(
        "name('a', 'x' * 100000)\nimport copy\nfor n in 'bcdefg':\n"
        "    i = copy.copy(z.getinfo('a')); i.filename = n; z.filelist.append(i)\n"
        "    z.NameToInfo[n] = i\n",
        "it overlaps 'a'");
    // Unpacks to more than it says.
    expectRefused("name('a', 'x' * 1000000)\nz.filelist[-1].file_size = 10\n", "damaged");
}

TEST_F(PluginArchive, RefusesWhatIsEncryptedOrPackedInOtherWays) {
    expectRefused("name('a')\nz.filelist[-1].flag_bits |= 1\n", "it is encrypted");
    expectRefused("z.writestr(ZipInfo('a'), 'x' * 99, zipfile.ZIP_LZMA)", "a method that is not");
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
