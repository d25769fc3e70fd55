// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Shims that are links, and files with the rights of POSIX.

#include <gmock/gmock.h>

#include <fstream>

#include "installer/shim_folder.h"
#include "tests/cli/doctor_desk.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class DoctorOfFiles : public test::Doctor {
  protected:
    // A shim on the real disk, where shims are.
    void shim(const std::string& name, const ShimRecord& record,
              const std::string& file = SLIPWAY_TEST_BIN "/slipway-shim") {
        std::filesystem::create_directories(shims() / ".slipway");
        std::filesystem::create_symlink(file, shims() / name);
        std::ofstream(shims() / ".slipway" / name) << recordBytes(record);
        desk_.set("PATH", shims().string());
    }
    std::filesystem::path shims() const { return real_ / "shims"; }
    std::filesystem::path catalogues() const { return real_ / "slipway/catalogues"; }
};

TEST_F(DoctorOfFiles, TellsOfShimsWhoseFileIsGone) {
    shim("painter", {}, "/gone/slipway-shim");
    shim("painter-safe", {}, "/gone/slipway-shim");
    const Json orphan = finding("shim-orphan");
    EXPECT_EQ(orphan["what"], "'painter', 'painter-safe' in '" + shims().string() +
                                  "': the file behind is gone: '/gone/slipway-shim'");
    EXPECT_EQ(orphan["mend"], "slipway repair");
}

TEST_F(DoctorOfFiles, TellsOfShimsThatHaveNothingToLaunch) {
    shim("tool", {.target = "/gone/tool"});
    shim("stranger", {});
    shim("painter3", {.command = "painter", .version = "3"});
    EXPECT_THAT(finding("shim-target-lost")["what"], HasSubstr("'/gone/tool'"));
    EXPECT_THAT(finding("shim-lost")["what"], HasSubstr("'stranger'"));
    EXPECT_THAT(finding("shim-version-lost")["what"],
                HasSubstr("'painter3' in '" + shims().string() + "': no painter 3 is installed"));
}

TEST_F(DoctorOfFiles, TellsOfShimsWhoseHelperIsMissing) {
    shim("painter", {.slipway = "/gone/slipway"});
    EXPECT_THAT(finding("shim-helper-lost")["what"], HasSubstr("'/gone/slipway'"));
}

TEST_F(DoctorOfFiles, TellsOfShimsHiddenOnPathWithTheLineForTheUsersShell) {
    shim("painter", {});
    const std::filesystem::path other = real_ / "other";
    std::filesystem::create_directory(other);
    std::filesystem::copy_file(SLIPWAY_TEST_PROBE, other / "painter");
    desk_.set("PATH", other.string() + ":" + shims().string());
    desk_.set("SHELL", "/usr/bin/zsh");
    const Json hidden = finding("shim-hidden");
    EXPECT_THAT(hidden["what"], HasSubstr("hidden on PATH by '" + (other / "painter").string()));
    EXPECT_EQ(hidden["mend"], "add to ~/.zshrc, then open a new terminal: export PATH=" +
                                  shims().string() + ":\"$PATH\"");
    desk_.disk.write("/home/jo/.zshrc", "export PATH=" + shims().string() + ":\"$PATH\"\n");
    EXPECT_EQ(finding("shim-hidden")["mend"],
              "the line is in ~/.zshrc already: open a new terminal");
}

TEST_F(DoctorOfFiles, DoesNotMindAnotherShimAheadOnPath) {
    shim("painter", {});
    const std::filesystem::path other = real_ / "other";
    std::filesystem::create_directory(other);
    std::filesystem::copy_file(SLIPWAY_TEST_BIN "/slipway-shim", other / "painter");
    desk_.set("PATH", other.string() + ":" + shims().string());
    EXPECT_TRUE(finding("shim-hidden").is_null());
}

TEST_F(DoctorOfFiles, TellsOfDamagedFilesInTheCacheAndOfThoseThatOthersCanWrite) {
    std::filesystem::create_directories(catalogues());
    std::filesystem::permissions(catalogues(), std::filesystem::perms::owner_all);
    std::ofstream(catalogues() / "0123456789abcdef") << "cut";
    std::ofstream(catalogues() / "fedcba9876543210") << "cut";
    std::filesystem::permissions(catalogues() / "0123456789abcdef", std::filesystem::perms(0600));
    std::filesystem::permissions(catalogues() / "fedcba9876543210", std::filesystem::perms(0666));
    EXPECT_EQ(finding("cache-damaged")["mend"],
              "rm " + (catalogues() / "0123456789abcdef").string());
    EXPECT_EQ(finding("cache-file-foreign")["mend"],
              "rm " + (catalogues() / "fedcba9876543210").string());
}

TEST_F(DoctorOfFiles, TellsOfACacheThatOthersCanWrite) {
    std::filesystem::create_directories(catalogues());
    std::filesystem::permissions(catalogues(), std::filesystem::perms(0777));
    EXPECT_EQ(finding("cache-foreign")["severity"], "warning");
}

TEST_F(DoctorOfFiles, TellsOfACacheThatCannotBeMade) {
    std::ofstream(real_ / "slipway") << "a file";
    EXPECT_FALSE(finding("cache-no-folder").is_null()) << findings();
}

}  // namespace
}  // namespace slipway
