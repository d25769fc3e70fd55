// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/plugin_roots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace slipway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Finding {
    std::vector<PluginRoot> roots;
    std::vector<Diagnostic> diagnostics;
    std::set<std::string> asked;

    std::vector<std::string> paths() const {
        std::vector<std::string> paths;
        for (const PluginRoot& root : roots) paths.push_back(root.path);
        return paths;
    }
};

using Environment = std::map<std::string, std::string, std::less<>>;

Finding find(const Environment& environment, const PlatformRules& rules = kLinuxRules) {
    Finding finding;
    Diagnostics diagnostics;
    const Variables variables = [&](std::string_view name) -> std::optional<std::string> {
        finding.asked.emplace(name);
        const auto value = environment.find(name);
        if (value == environment.end()) return std::nullopt;
        return value->second;
    };
    finding.roots = findPluginRoots({}, rules, variables, diagnostics);
    finding.diagnostics = diagnostics.list();
    return finding;
}

TEST(PluginRoots, OfTheVariableReplaceAllBelow) {
    const Finding found = find({{"SLIPWAY_PLUGIN_PATH", "/a:/b"},
                                {"FTRACK_CONNECT_PLUGIN_PATH", "/c"},
                                {"HOME", "/home/ada"}});
    EXPECT_THAT(found.roots,
                ElementsAre(PluginRoot{.path = "/a", .namedBy = "SLIPWAY_PLUGIN_PATH"},
                            PluginRoot{.path = "/b", .namedBy = "SLIPWAY_PLUGIN_PATH"}));
}

TEST(PluginRoots, OfFtrackConnectReplaceTheDefaults) {
    const Finding found = find({{"FTRACK_CONNECT_PLUGIN_PATH", "/c"}, {"HOME", "/home/ada"}});
    EXPECT_THAT(found.roots,
                ElementsAre(PluginRoot{.path = "/c", .namedBy = "FTRACK_CONNECT_PLUGIN_PATH"}));
}

TEST(PluginRoots, AreTheUsersOwnFoldersByDefault) {
    EXPECT_THAT(find({{"HOME", "/home/ada"}}).roots,
                ElementsAre(PluginRoot{.path = "/home/ada/.local/share/slipway/plugins",
                                       .namedBy = "default",
                                       .isDefault = true},
                            PluginRoot{.path = "/home/ada/.local/share/ftrack-connect-plugins",
                                       .namedBy = "default",
                                       .isDefault = true}));
}

TEST(PluginRoots, FollowTheXdgVariableWhereItIsAbsolute) {
    EXPECT_THAT(find({{"XDG_DATA_HOME", "/data"}, {"HOME", "/home/ada"}}).paths(),
                ElementsAre("/data/slipway/plugins", "/data/ftrack-connect-plugins"));
    EXPECT_THAT(find({{"XDG_DATA_HOME", "/data"}}).paths(),
                ElementsAre("/data/slipway/plugins", "/data/ftrack-connect-plugins"));
    for (const char* unusable : {"", "data"}) {
        EXPECT_THAT(find({{"XDG_DATA_HOME", unusable}, {"HOME", "/h"}}).paths(),
                    ElementsAre("/h/.local/share/slipway/plugins",
                                "/h/.local/share/ftrack-connect-plugins"));
    }
}

TEST(PluginRoots, AreNoneByDefaultWithoutAHome) {
    EXPECT_THAT(find({}).roots, IsEmpty());
    EXPECT_THAT(find({{"HOME", ""}}).roots, IsEmpty());
    EXPECT_THAT(find({{"HOME", "relative"}}).roots, IsEmpty());
    EXPECT_THAT(find({}, kWindowsRules).roots, IsEmpty());
    EXPECT_THAT(find({}).diagnostics, IsEmpty());
}

TEST(PluginRoots, OfMacosAndWindowsAreWhereThoseKeepThem) {
    EXPECT_THAT(find({{"HOME", "/Users/ada"}, {"XDG_DATA_HOME", "/data"}}, kMacosRules).paths(),
                ElementsAre("/Users/ada/Library/Application Support/slipway/plugins",
                            "/Users/ada/Library/Application Support/ftrack-connect-plugins"));
    const Environment windows = {{"LOCALAPPDATA", R"(C:\Users\ada\AppData\Local)"}};
    EXPECT_THAT(find(windows, kWindowsRules).paths(),
                ElementsAre(R"(C:\Users\ada\AppData\Local\slipway\plugins)",
                            R"(C:\Users\ada\AppData\Local\ftrack\ftrack-connect-plugins)"));
}

TEST(PluginRoots, AListIsPartedAsPathIs) {
    EXPECT_THAT(
        find({{"SLIPWAY_PLUGIN_PATH", R"(P:\a;\\filesrv\nas\pipeline;//srv/b)"}}, kWindowsRules)
            .paths(),
        ElementsAre(R"(P:\a)", R"(\\filesrv\nas\pipeline)", "//srv/b"));
    EXPECT_THAT(find({{"SLIPWAY_PLUGIN_PATH", "/a;b:/c d"}}).paths(), ElementsAre("/a;b", "/c d"));
}

TEST(PluginRoots, AListMayHaveQuotesOnWindowsAsPathMay) {
    const auto paths = [](const char* list) {
        return find({{"SLIPWAY_PLUGIN_PATH", list}}, kWindowsRules).paths();
    };
    EXPECT_THAT(paths(R"("C:\sp ace")"), ElementsAre(R"(C:\sp ace)"));
    EXPECT_THAT(paths(R"("C:\semi;colon";C:\x)"), ElementsAre(R"(C:\semi;colon)", R"(C:\x)"));
    EXPECT_THAT(find({{"SLIPWAY_PLUGIN_PATH", "/a\"b:/c\""}}).paths(),
                ElementsAre("/a\"b", "/c\""));
}

TEST(PluginRoots, AnEmptyEntryStandsForWhatWouldBeSearchedWithoutIt) {
    const Finding found = find({{"SLIPWAY_PLUGIN_PATH", "~/dev/plugins:"},
                                {"FTRACK_CONNECT_PLUGIN_PATH", "/studio"},
                                {"HOME", "/home/ada"}});
    EXPECT_THAT(found.roots, ElementsAre(PluginRoot{.path = "/home/ada/dev/plugins",
                                                    .namedBy = "SLIPWAY_PLUGIN_PATH",
                                                    .aheadOfEmpty = true},
                                         PluginRoot{.path = "/studio",
                                                    .namedBy = "FTRACK_CONNECT_PLUGIN_PATH"}));
}

TEST(PluginRoots, AnEmptyEntryMayStandAnywhere) {
    const Environment others = {{"FTRACK_CONNECT_PLUGIN_PATH", "/studio"}};
    const auto with = [&](const char* list) {
        Environment environment = others;
        environment["SLIPWAY_PLUGIN_PATH"] = list;
        return find(environment);
    };
    EXPECT_THAT(with(":/a").paths(), ElementsAre("/studio", "/a"));
    EXPECT_THAT(with("/a::/b").paths(), ElementsAre("/a", "/studio", "/b"));
    EXPECT_THAT(with("::/a:").paths(), ElementsAre("/studio", "/a"));
    EXPECT_FALSE(with(":/a").roots[1].aheadOfEmpty);
    EXPECT_TRUE(with("/a::/b").roots[0].aheadOfEmpty);
    EXPECT_FALSE(with("/a::/b").roots[2].aheadOfEmpty);
}

TEST(PluginRoots, AVariableThatNamesNoneIsAsIfItWereUnset) {
    for (const char* list : {"", ":", "::"}) {
        EXPECT_THAT(
            find({{"SLIPWAY_PLUGIN_PATH", list}, {"FTRACK_CONNECT_PLUGIN_PATH", "/c"}}).roots,
            ElementsAre(PluginRoot{.path = "/c", .namedBy = "FTRACK_CONNECT_PLUGIN_PATH"}));
    }
}

TEST(PluginRoots, AnEmptyEntryOfFtracksVariableMeansNothing) {
    const Environment environment = {{"FTRACK_CONNECT_PLUGIN_PATH", ":/c:"}, {"HOME", "/h"}};
    EXPECT_THAT(find(environment).paths(), ElementsAre("/c"));
}

TEST(PluginRoots, EntriesAreExpanded) {
    EXPECT_THAT(find({{"SLIPWAY_PLUGIN_PATH", "$STUDIO/a:${STUDIO}/b"}, {"STUDIO", "/s"}}).paths(),
                ElementsAre("/s/a", "/s/b"));
    EXPECT_THAT(
        find({{"SLIPWAY_PLUGIN_PATH", R"(%STUDIO%\a)"}, {"STUDIO", R"(\\srv\s)"}}, kWindowsRules)
            .paths(),
        ElementsAre(R"(\\srv\s\a)"));
}

TEST(PluginRoots, AVariableWithinAnEntryMayHoldAList) {
    EXPECT_THAT(find({{"SLIPWAY_PLUGIN_PATH", "/a:$MORE"}, {"MORE", "/b:/c"}}).paths(),
                ElementsAre("/a", "/b", "/c"));
}

TEST(PluginRoots, ARelativeEntryIsPassedOverWithAWarning) {
    const Finding found = find({{"SLIPWAY_PLUGIN_PATH", "plugins:/a:./b"}});
    EXPECT_THAT(found.paths(), ElementsAre("/a"));
    ASSERT_EQ(found.diagnostics.size(), 2u);
    EXPECT_EQ(found.diagnostics[0].code, "root-relative");
    EXPECT_EQ(found.diagnostics[0].severity, Severity::kWarning);
    EXPECT_TRUE(found.diagnostics[0].concernsLaunch);
    EXPECT_THAT(found.diagnostics[0].message, HasSubstr("'plugins' in SLIPWAY_PLUGIN_PATH"));
}

TEST(PluginRoots, AVariableThatNamesRelativeEntriesOnlyNamesNoRoot) {
    const Finding found =
        find({{"SLIPWAY_PLUGIN_PATH", "plugins"}, {"FTRACK_CONNECT_PLUGIN_PATH", "/c"}});
    EXPECT_THAT(found.paths(), ElementsAre("/c"));
    EXPECT_EQ(found.diagnostics.size(), 1u);
}

TEST(PluginRoots, AnUnsetVariableInAnEntryIsWarnedOf) {
    const Finding found = find({{"SLIPWAY_PLUGIN_PATH", "$STUDIO/plugins"}});
    ASSERT_EQ(found.diagnostics.size(), 1u);
    EXPECT_THAT(found.diagnostics[0].message, HasSubstr("$STUDIO/plugins"));
    EXPECT_THAT(found.diagnostics[0].hint, HasSubstr("not set"));
}

TEST(PluginRoots, AListThatIsReplacedIsNotWarnedOf) {
    const Finding found =
        find({{"SLIPWAY_PLUGIN_PATH", "/a"}, {"FTRACK_CONNECT_PLUGIN_PATH", "relative"}});
    EXPECT_THAT(found.diagnostics, IsEmpty());
}

TEST(PluginRoots, AreSearchedOnceEach) {
    EXPECT_THAT(find({{"SLIPWAY_PLUGIN_PATH", "/a:/b:/a/:/./a"}}).paths(), ElementsAre("/a", "/b"));
    EXPECT_THAT(find({{"SLIPWAY_PLUGIN_PATH", R"(P:\a;p:/A;P:\a\)"}}, kWindowsRules).paths(),
                ElementsAre(R"(P:\a)"));
    EXPECT_THAT(find({{"SLIPWAY_PLUGIN_PATH", "/a:/A"}}).paths(), ElementsAre("/a", "/A"));
}

TEST(PluginRoots, ADefaultThatIsNamedIsNoDefault) {
    const Finding found =
        find({{"SLIPWAY_PLUGIN_PATH", "~/.local/share/slipway/plugins:"}, {"HOME", "/home/ada"}});
    ASSERT_EQ(found.roots.size(), 2u);
    EXPECT_FALSE(found.roots[0].isDefault);
    EXPECT_TRUE(found.roots[1].isDefault);
}

TEST(PluginRoots, OnlyVariablesThatCountAreLookedAt) {
    EXPECT_THAT(find({{"SLIPWAY_PLUGIN_PATH", "/a"}, {"FTRACK_CONNECT_PLUGIN_PATH", "/c"}}).asked,
                ElementsAre("SLIPWAY_PLUGIN_PATH"));
    EXPECT_THAT(
        find({{"HOME", "/home/ada"}}).asked,
        ElementsAre("FTRACK_CONNECT_PLUGIN_PATH", "HOME", "SLIPWAY_PLUGIN_PATH", "XDG_DATA_HOME"));
}

}  // namespace
}  // namespace slipway
