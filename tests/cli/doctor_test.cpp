// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>

#include "tests/cli/doctor_desk.h"

namespace slipway {
namespace {

using Json = nlohmann::json;
using test::Answer;
using test::Doctor;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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

TEST_F(Doctor, NotesAFolderNamedTwiceAndNothingThatShadowsItself) {
    desk_.plugin("tools-1.0", "slipway = 1\n");
    desk_.disk.link("/link", "/studio");
    desk_.set("SLIPWAY_PLUGIN_PATH", "/studio:/link");
    EXPECT_EQ(desk_.type({"doctor"}).code, 0);
    EXPECT_EQ(finding("root-repeated")["what"],
              "plugin root '/link' is the same folder as '/studio'");
    EXPECT_THAT(desk_.type({"doctor"}).out,
                AllOf(Not(HasSubstr("shadowed")), Not(HasSubstr("holds no plugin"))));
}

TEST_F(Doctor, SaysOfAFolderPutAsideThatItLooksLikeACopy) {
    desk_.plugin("tools-1.0", "slipway = 1\n");
    desk_.plugin("tools-1.0 - Copy", "slipway = 1\n");
    EXPECT_EQ(finding("plugin-shadowed")["why"],
              "the highest version wins, and '1.0 - Copy' looks like a copy of it");
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
