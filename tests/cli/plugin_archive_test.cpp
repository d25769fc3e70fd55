// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What `plugin add` takes out of an archive that anybody may have made (spec 3.2), on each
// platform.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "installer/path_of.h"
#include "installer/plugin_store.h"
#include "tests/support/archive.h"
#include "tests/support/files.h"

namespace slipway::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using Entries = std::vector<ArchiveEntry>;

class ArchiveOfPlugin : public ::testing::Test {
  protected:
    ArchiveOfPlugin() { fs::create_directory(root); }

    // Why not, or nothing; what is unpacked is in `unpacked` until the next one.
    std::string add(const std::string& archive) {
        stage.reset();
        std::ofstream(file, std::ios::binary) << archive;
        auto source = openPluginArchive(utf8Of(file));
        if (!source) return source.error();
        stage.emplace(*PluginStage::make(utf8Of(root)));
        const auto unpacking = stage->unpack(**source, "tool-1.0");
        return unpacking ? "" : unpacking.error();
    }
    std::string add(Entries entries) {
        entries.insert(entries.begin(), {.name = "slipway.toml", .bytes = "slipway = 1\n"});
        return add(archiveOf(entries));
    }
    fs::path unpacked(const fs::path& path) const {
        return pathOf(stage->folderOf("tool-1.0")) / path;
    }
    void expectRefused(const Entries& entries, const std::string& why) {
        EXPECT_THAT(add(entries), HasSubstr(why)) << entries.back().name;
        EXPECT_FALSE(fs::exists(folder / "out")) << entries.back().name;
    }

    TemporaryFolder folder;
    fs::path root = folder / "root";
    fs::path file = folder / pathOf("tool 漢-1.0.zip");
    std::optional<PluginStage> stage;
};

TEST_F(ArchiveOfPlugin, IsUnpackedStoredOrDeflated) {
    EXPECT_EQ(add({{.name = "a/"},
                   {.name = "a\\b", .bytes = "stored"},
                   deflatedRun("Größe 漢.txt", 'y', 100'000)}),
              "");
    EXPECT_EQ(readFile(unpacked("a/b")), "stored");
    EXPECT_TRUE(readFile(unpacked(pathOf("Größe 漢.txt"))) == std::string(100'000, 'y'));
    EXPECT_EQ(readFile(unpacked("slipway.toml")), "slipway = 1\n");
}

TEST_F(ArchiveOfPlugin, LeadsNowhereElse) {
    expectRefused({{.name = "../../out"}}, "leads out of the plugin");
    expectRefused({{.name = "a/../../../out"}}, "leads out of the plugin");
    expectRefused({{.name = "a\\..\\..\\out"}}, "leads out of the plugin");
    expectRefused({{.name = "/" + utf8Of(folder / "out")}}, "it is an absolute path");
    expectRefused({{.name = "\\\\server\\share\\out"}}, "it is an absolute path");
    expectRefused({{.name = "\\\\?\\C:\\out"}}, "it is an absolute path");
    expectRefused({{.name = "C:/out"}}, "Windows has no name with ':'");
    expectRefused({{.name = "C:out"}}, "Windows has no name with ':'");
    expectRefused({{.name = "a:stream"}}, "Windows has no name with ':'");
}

TEST_F(ArchiveOfPlugin, HoldsFilesAndFoldersAlone) {
    expectRefused({{.name = "a", .bytes = "/etc", .mode = 0120777}, {.name = "a/passwd"}},
                  "'a': it is a link");
    expectRefused({{.name = "a", .mode = 0010644}}, "neither a file nor a folder");
    expectRefused({{.name = "a", .mode = 0020644}}, "neither a file nor a folder");
}

TEST_F(ArchiveOfPlugin, HasNoNameThatSomePlatformHasNot) {
    for (const char* name : {"NUL", "con.txt", "a/lpt1", "aux /x", "COM9.tar.gz", "conin$",
                             "CONOUT$.txt", "com¹", "LPT³.log"}) {
        expectRefused({{.name = name}}, "the name of a device");
    }
    EXPECT_EQ(
        add({{.name = "com10"}, {.name = "console"}, {.name = "comet.txt"}, {.name = "nul0"}}), "");
    expectRefused({{.name = "a?"}}, "Windows has no name with '?'");
    expectRefused({{.name = "a."}}, "ends in a dot");
    expectRefused({{.name = "a /b"}}, "ends in a dot or a space");
    expectRefused({{.name = "a\n"}}, "control character");
    expectRefused({{.name = "\xc0\xaf"}}, "not UTF-8");
    expectRefused({{.name = std::string(300, 'n')}}, "longer than 255");
    std::string deep;
    for (int i = 0; i < 600; ++i) deep += "d/";
    expectRefused({{.name = deep + "x"}}, "longer than 1024");
}

TEST_F(ArchiveOfPlugin, HasNoTwoNamesThatAreOneSomewhere) {
    expectRefused({{.name = "Readme"}, {.name = "README"}}, "on Windows and macOS they are one");
    expectRefused({{.name = "Lib/a"}, {.name = "lib/b"}}, "on Windows and macOS they are one");
    expectRefused({{.name = "a"}, {.name = "a"}}, "it is there twice");
    expectRefused({{.name = "a"}, {.name = "a/b"}}, "it is there twice");
    expectRefused({{.name = "a\\b"}, {.name = "a/b"}}, "it is there twice");
}

TEST_F(ArchiveOfPlugin, IsNoBomb) {
    ArchiveEntry again{.name = "b", .hasBytesOfTheLast = true};
    expectRefused({{.name = "a"}, again}, "it overlaps 'a'");
    ArchiveEntry larger = deflatedRun("a", 'x', 1'000'000);
    larger.claimedSize = 10;
    expectRefused({larger}, "damaged");
    ArchiveEntry huge{.name = "a", .claimedSize = 0xFFFFFFF0};
    Entries entries(3, huge);
    entries[1].name = "b";
    entries[2].name = "c";
    expectRefused(entries, "it is larger than 8 GiB");
}

TEST_F(ArchiveOfPlugin, IsNeitherEncryptedNorPackedInOtherWays) {
    expectRefused({{.name = "a", .flags = 1}}, "it is encrypted");
    expectRefused({{.name = "a", .method = 14}}, "a method that is not known");
}

TEST_F(ArchiveOfPlugin, IsWholeOrNotTaken) {
    expectRefused({{.name = "a", .checksum = 1}}, "'a': it is damaged");
    const std::string whole = archiveOf({{.name = "slipway.toml"}, {.name = "data"}});
    constexpr std::size_t kLastRecord = 22;  // whose own last bytes say nothing that is needed
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::string why = add(whole.substr(0, size));
        EXPECT_TRUE(!why.empty() || size >= whole.size() - kLastRecord) << size;
        if (!why.empty() || !fs::exists(unpacked("slipway.toml"))) continue;
        EXPECT_EQ(readFile(unpacked("data")), "x") << size;
    }
    EXPECT_EQ(add("no archive"), "it is no ZIP archive");
}

}  // namespace
}  // namespace slipway::test
