// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "installer/shim_folder.h"
#include "tests/cli/desk.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using test::Answer;
using test::Desk;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Doctor : public testing::Test {
  protected:
    Doctor() {
        std::string name = testing::TempDir() + "doctor-XXXXXX";
        real_ = mkdtemp(name.data());
        desk_.set("XDG_CACHE_HOME", real_.string());
        desk_.painter();
    }
    ~Doctor() override { std::filesystem::remove_all(real_); }

    Json findings() { return Json::parse(desk_.type({"doctor", "--json"}).out)["findings"]; }

    // The finding of that code; null where there is none.
    Json finding(std::string_view code) {
        for (const Json& finding : findings()) {
            if (finding["code"] == code) return finding;
        }
        return {};
    }

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

    Desk desk_;
    std::filesystem::path real_;
};

TEST_F(Doctor, FindsNothingWrongWhereNothingIs) {
    const Answer answer = desk_.type({"doctor"});
    EXPECT_EQ(answer.code, 0);
    EXPECT_THAT(answer.out, HasSubstr("nothing wrong"));
    EXPECT_THAT(answer.err, IsEmpty());
    EXPECT_EQ(findings(), Json::array());
}

TEST_F(Doctor, SaysWhichSourceNamesARootThatIsMissing) {
    desk_.set("SLIPWAY_PLUGIN_PATH", "/studio:/gone");
    EXPECT_EQ(desk_.type({"doctor"}).code, 1);
    const Json root = finding("root-missing");
    EXPECT_EQ(root["severity"], "error");
    EXPECT_EQ(root["what"], "plugin root '/gone' is not there");
    EXPECT_EQ(root["mend"], "mount it, or take it out of SLIPWAY_PLUGIN_PATH");
}

TEST_F(Doctor, TellsARootThatCannotBeReadFromOneThatIsNotThere) {
    desk_.disk.makeFolder("/locked");
    desk_.disk.fail(test::FakeDisk::Call::kList, "/locked", EACCES);
    desk_.set("SLIPWAY_PLUGIN_PATH", "/studio:/locked");
    EXPECT_EQ(finding("root-unreadable")["what"],
              "plugin root '/locked' cannot be read: permission denied");
}

TEST_F(Doctor, WarnsOfARootWithoutPlugins) {
    desk_.disk.makeFolder("/empty");
    desk_.set("SLIPWAY_PLUGIN_PATH", "/studio:/empty");
    EXPECT_EQ(finding("root-empty")["severity"], "warning");
}

TEST_F(Doctor, NotesShadowedPluginsAndFindsNothingWrongInThem) {
    desk_.plugin("tools-1.0", "slipway = 1\n");
    desk_.plugin("tools-1.2", "slipway = 1\n");
    EXPECT_EQ(desk_.type({"doctor"}).code, 0);
    const Json shadowed = finding("plugin-shadowed");
    EXPECT_EQ(shadowed["severity"], "note");
    EXPECT_THAT(shadowed["what"], HasSubstr("/studio/tools-1.0/slipway.toml"));
    EXPECT_THAT(shadowed["what"], HasSubstr("/studio/tools-1.2/slipway.toml"));
}

TEST_F(Doctor, NotesAnIntegrationThatAnotherPluginHasToo) {
    desk_.plugin("first-1.0", "slipway = 1\n[[integration]]\nname = 'colour'\n");
    desk_.plugin("second-1.0", "slipway = 1\n[[integration]]\nname = 'colour'\n");
    EXPECT_EQ(desk_.type({"doctor"}).code, 0);
    const Json shadowed = finding("integration-shadowed");
    EXPECT_EQ(shadowed["severity"], "note");
    EXPECT_THAT(shadowed["what"],
                HasSubstr("integration 'colour' of plugin 'second' does not count"));
    EXPECT_THAT(shadowed["why"], HasSubstr("never applied"));
}

TEST_F(Doctor, NotesPluginsLeftOverInDefaultRootsThatAreNotSearched) {
    desk_.disk.write("/home/jo/.local/share/ftrack-connect-plugins/old-2.0/slipway.toml",
                     "slipway = 1\n");
    EXPECT_EQ(desk_.type({"doctor"}).code, 0);
    EXPECT_EQ(finding("plugins-left-over")["what"],
              "1 plugin in '/home/jo/.local/share/ftrack-connect-plugins' not searched: old 2.0");
    desk_.set("SLIPWAY_PLUGIN_PATH", "/studio:");  // with what would be searched without it
    EXPECT_TRUE(finding("plugins-left-over").is_null());
}

TEST_F(Doctor, TellsOfABrokenManifestOnceWithTheCommandThatSaysMore) {
    desk_.plugin("broken-1.0", "slipway = 1\n[[integration]]\npriority = \"a\"\nwhen = 7\n");
    ASSERT_EQ(findings().size(), 1U) << findings().dump(2);
    const Json broken = findings()[0];
    EXPECT_EQ(broken["code"], "schema");
    EXPECT_THAT(broken["what"], HasSubstr("/studio/broken-1.0/slipway.toml:3:"));
    EXPECT_THAT(broken["what"], HasSubstr("(and 1 more)"));
    EXPECT_EQ(broken["mend"], "slipway check /studio/broken-1.0/slipway.toml");
}

TEST_F(Doctor, NamesAConfigurationThatIsLeftOutAndThoseRead) {
    desk_.disk.write("/home/jo/.config/slipway/config.toml", "[use\n");
    EXPECT_THAT(finding("syntax")["what"], HasSubstr("/home/jo/.config/slipway/config.toml:1"));
    desk_.disk.write("/home/jo/.config/slipway/config.toml", "[use]\npainter = \"4\"\n");
    EXPECT_THAT(desk_.type({"doctor"}).out,
                HasSubstr("configuration  /home/jo/.config/slipway/config.toml\n"));
}

TEST_F(Doctor, TellsOfShimsWhoseFileIsGone) {
    shim("painter", {}, "/gone/slipway-shim");
    shim("painter-safe", {}, "/gone/slipway-shim");
    const Json orphan = finding("shim-orphan");
    EXPECT_EQ(orphan["what"], "'painter', 'painter-safe' in '" + shims().string() +
                                  "': the file behind is gone: '/gone/slipway-shim'");
    EXPECT_EQ(orphan["mend"], "slipway install painter --to " + shims().string());
}

TEST_F(Doctor, TellsOfShimsThatHaveNothingToLaunch) {
    shim("tool", {.target = "/gone/tool"});
    shim("stranger", {});
    shim("painter3", {.command = "painter", .version = "3"});
    EXPECT_THAT(finding("shim-target-lost")["what"], HasSubstr("'/gone/tool'"));
    EXPECT_THAT(finding("shim-lost")["what"], HasSubstr("'stranger'"));
    EXPECT_THAT(finding("shim-version-lost")["what"],
                HasSubstr("'painter3' in '" + shims().string() + "': no painter 3 is installed"));
}

TEST_F(Doctor, TellsOfShimsWhoseHelperIsMissing) {
    shim("painter", {.slipway = "/gone/slipway"});
    EXPECT_THAT(finding("shim-helper-lost")["what"], HasSubstr("'/gone/slipway'"));
}

TEST_F(Doctor, TellsOfShimsHiddenOnPathWithTheLineForTheUsersShell) {
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

TEST_F(Doctor, DoesNotMindAnotherShimAheadOnPath) {
    shim("painter", {});
    const std::filesystem::path other = real_ / "other";
    std::filesystem::create_directory(other);
    std::filesystem::copy_file(SLIPWAY_TEST_BIN "/slipway-shim", other / "painter");
    desk_.set("PATH", other.string() + ":" + shims().string());
    EXPECT_TRUE(finding("shim-hidden").is_null());
}

TEST_F(Doctor, TellsOfDamagedFilesInTheCacheAndOfThoseThatOthersCanWrite) {
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

TEST_F(Doctor, TellsOfACacheThatOthersCanWrite) {
    std::filesystem::create_directories(catalogues());
    std::filesystem::permissions(catalogues(), std::filesystem::perms(0777));
    EXPECT_EQ(finding("cache-foreign")["severity"], "warning");
}

TEST_F(Doctor, TellsOfACacheThatCannotBeMade) {
    std::ofstream(real_ / "slipway") << "a file";
    EXPECT_FALSE(finding("cache-no-folder").is_null()) << findings();
}

TEST_F(Doctor, NotesThatNothingIsCached) {
    desk_.set("SLIPWAY_CACHE", "off");
    EXPECT_EQ(finding("cache-off")["severity"], "note");
}

TEST_F(Doctor, WarnsOfAVariableThatLeavesLittleRoom) {
    desk_.set("PYTHONPATH", std::string(100'000, 'x'));
    EXPECT_EQ(finding("variable-large")["what"], "the variable 'PYTHONPATH' has 98 KiB of 128 KiB");
}

TEST_F(Doctor, TellsWhatWeighsMostFirst) {
    desk_.plugin("tools-1.0", "slipway = 1\n");
    desk_.plugin("tools-1.2", "slipway = 1\n");
    desk_.disk.makeFolder("/empty");
    desk_.set("SLIPWAY_PLUGIN_PATH", "/studio:/empty:/gone");
    std::vector<std::string> severities;
    for (const Json& finding : findings()) severities.push_back(finding["severity"]);
    EXPECT_THAT(severities, testing::ElementsAre("error", "warning", "note"));
    EXPECT_THAT(desk_.type({"doctor"}).out, HasSubstr("\n1 error, 1 warning, 1 note\n"));
}

}  // namespace
}  // namespace slipway
