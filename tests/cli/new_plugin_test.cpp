// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/new_plugin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "tests/cli/desk.h"
#include "tests/support/files.h"

namespace slipway {
namespace {

using test::Answer;
using test::Desk;
using testing::HasSubstr;

TEST(NewPluginManifest, IsOneThatCheckFindsNothingWrongWith) {
    Desk desk;
    desk.plugin("new-0.1.0", newPluginManifest());
    EXPECT_EQ(desk.type({"check"}).out, "nothing wrong in 1 manifest\n");
}

// One `when` at a time, as whoever edits it would have it.
TEST(NewPluginManifest, IsRightWithEveryKeyThatIsCommentedOut) {
    const std::string text(newPluginManifest());
    std::string all =
        std::regex_replace(text, std::regex("when = \"application.name = maya\".*\n"), "");
    all = std::regex_replace(all, std::regex("\n# (?=[A-Za-z_.]+ = |\\[)"), "\n");
    EXPECT_THAT(all, HasSubstr("\n[[integration.case]]"));
    EXPECT_THAT(all, HasSubstr("\nPYTHONHOME.unset"));
    Desk desk;
    desk.plugin("new-0.1.0", all);
    EXPECT_EQ(desk.type({"check", "/studio"}).out, "nothing wrong in 1 manifest\n") << all;
}

TEST(NewPluginFolder, HasAVersion) {
    EXPECT_EQ(newPluginFolder("studio-color"), "studio-color-0.1.0");
    EXPECT_EQ(newPluginFolder("studio-color-2.0"), "studio-color-2.0");
    EXPECT_EQ(newPluginFolder("studio-color-2.0-linux"), "studio-color-2.0-linux");
    EXPECT_EQ(newPluginFolder("tools2"), "tools2-0.1.0");
}

TEST(NewPluginFolder, IsNoPathAndNotHidden) {
    for (const char* text : {"", ".", "..", "a/b", ".hidden", "-x", "a b", "\xff", "a\n"}) {
        EXPECT_FALSE(newPluginFolder(text)) << text;
    }
}

TEST(New, SaysWhatItCannotMake) {
    EXPECT_EQ(Desk().type({"new", "plugin", "a/b"}).code, 2);
    EXPECT_EQ(Desk().type({"new", "plugin"}).code, 2);
    EXPECT_THAT(Desk().type({"new", "plugn", "a"}).err, HasSubstr("slipway new plugin"));
    const test::TemporaryFolder folder;
    const Answer answer = Desk().type({"new", "plugin", "a", "--to", (folder / "no").string()});
    EXPECT_EQ(answer.code, 1);
    EXPECT_THAT(answer.err, HasSubstr("was not made"));
}

}  // namespace
}  // namespace slipway
