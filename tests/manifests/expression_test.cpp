// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "manifests/installations.h"
#include "tests/support/documents.h"
#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using slipway::testing::printed;
using slipway::testing::toml;
using test::FakeDisk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

// What a manifest with this `find` finds, and what is said of it.
class Segments : public ::testing::Test {
  protected:
    using Found = std::vector<std::pair<std::string, std::string>>;

    Found find(const std::string& entry, const PlatformRules& rules = kLinuxRules) {
        diagnostics = {};
        const Node root = toml("slipway = 1\n[application]\nname = 'a'\nfind = [" + entry + "]\n");
        const Manifest manifest = readManifest(root, rules, diagnostics);
        if (manifest.applications.empty()) return {};
        const auto application = readApplication(manifest.applications[0], rules);
        const Variables variables = [](std::string_view name) {
            return name == "HOME" ? std::optional<std::string>("/home/a.b") : std::nullopt;
        };
        const Host host{.disk = disk, .rules = rules, .variables = variables};
        Found found;
        for (const auto& each : findInstallations(*application, host, diagnostics)) {
            found.emplace_back(each.version, each.path);
        }
        return found;
    }

    void executables(const std::vector<std::string>& paths) {
        for (const std::string& path : paths) disk.writeExecutable(path);
    }

    FakeDisk disk;
    Diagnostics diagnostics;
};

TEST_F(Segments, AreAFolderThenAnExpressionForEachSegmentBelow) {
    executables({"/usr/autodesk/maya2024/bin/maya", "/usr/autodesk/maya2023/bin/maya",
                 "/usr/autodesk/mudbox2024/bin/maya", "/usr/autodesk/maya2022/sbin/maya"});
    EXPECT_THAT(
        find(
            R"({ segments = ['/', 'usr', 'autodesk', 'maya.+', 'bin', 'maya$'], version = 'maya(?P<version>\d{4})' })"),
        ElementsAre(Pair("2024", "/usr/autodesk/maya2024/bin/maya"),
                    Pair("2023", "/usr/autodesk/maya2023/bin/maya")));
    EXPECT_THAT(printed(diagnostics), IsEmpty());
}

TEST_F(Segments, AreMatchedFromTheBeginningNotToTheEnd) {
    executables({"/opt/Nuke15.1v3/Nuke15.1", "/opt/Nuke15.1v3/libNuke15.1"});
    EXPECT_THAT(
        find(
            R"({ segments = ['/opt', 'Nuke', 'Nuke\d'], version = '(?P<version>[\d.]+[vabc]*[\d.]*)' })"),
        ElementsAre(Pair("15.1v3", "/opt/Nuke15.1v3/Nuke15.1")));
}

TEST_F(Segments, TheFirstIsLiteral) {
    executables({"/o.t/a1/x", "/opt/a1/x"});
    EXPECT_THAT(find("{ segments = ['/o.t', 'a', 'x'], version = 'a(?P<version>.)' }"),
                ElementsAre(Pair("1", "/o.t/a1/x")));
}

TEST_F(Segments, TheVersionIsSearchedInTheWholePath) {
    executables({"/opt/hfs20.5.332/bin/houdinifx-bin"});
    EXPECT_THAT(
        find(
            R"({ segments = ['/', 'opt', 'hfs', 'bin', 'houdinifx-bin'], version = '/hfs(?P<version>.*)/bin' })"),
        ElementsAre(Pair("20.5.332", "/opt/hfs20.5.332/bin/houdinifx-bin")));
}

TEST_F(Segments, WithoutAnExpressionTheVersionIsTheLastRunOfDigitsDotsAndLettersOfVersions) {
    executables({"/opt/x86/some/v1.8v2b1/app.exe"});
    EXPECT_THAT(find("{ segments = ['/opt', 'x86', 'some', '.*', 'app'] }"),
                ElementsAre(Pair("1.8v2b1", "/opt/x86/some/v1.8v2b1/app.exe")));
}

TEST_F(Segments, WhatHasNoVersionIsNoInstallationAndThatIsSaid) {
    executables({"/opt/beta/x"});
    EXPECT_THAT(find(R"({ segments = ['/opt', '.*', 'x'], version = '(?P<version>\d+)' })"),
                IsEmpty());
    ASSERT_EQ(diagnostics.list().size(), 1u);
    EXPECT_EQ(diagnostics.list()[0].code, "version-unknown");
    EXPECT_FALSE(diagnostics.list()[0].concernsLaunch);
}

TEST_F(Segments, StandNewestFirst) {
    executables({"/opt/a4.2/x", "/opt/a4.10/x", "/opt/a9/x"});
    EXPECT_THAT(find("{ segments = ['/opt', 'a', 'x'], version = 'a(?P<version>[^/]*)' }"),
                ElementsAre(Pair("9", ::testing::_), Pair("4.10", ::testing::_),
                            Pair("4.2", ::testing::_)));
}

TEST_F(Segments, OnWindowsADriveAloneIsItsRoot) {
    FakeDisk windows(kWindowsRules);
    windows.writeExecutable(R"(C:\Program Files\Nuke15.1v3\Nuke15.1.exe)");
    Diagnostics mistakes;
    const SegmentSearch search{
        literal(R"(C:\)"),
        {literal("Program Files.*"), literal(R"(Nuke\d.+)"), literal(R"(Nuke\d.+\.exe)")},
        literal(R"(Nuke(?P<version>[\d.]+v\d+))")};
    const Variables none = [](std::string_view) { return std::nullopt; };
    EXPECT_THAT(pathsMatching(search, kWindowsRules, none, windows).value(),
                ElementsAre(PatternMatch{R"(C:\Program Files\Nuke15.1v3\Nuke15.1.exe)", "15.1v3"}));
}

TEST_F(Segments, PlaceholdersInThemMeanTheirValueByteByByte) {
    executables({"/home/a.b/apps/x1", "/home/axb/apps/x1"});
    EXPECT_THAT(find("{ segments = ['/home', '{env.U:-a.b}', 'apps', 'x'] }"),
                ElementsAre(Pair("1", "/home/a.b/apps/x1")));
    EXPECT_THAT(find("{ segments = ['{home}', 'apps', 'x'] }"),
                ElementsAre(Pair("1", "/home/a.b/apps/x1")));
}

TEST_F(Segments, OfAnotherPlatformAreCheckedAndNotLookedFor) {
    EXPECT_THAT(find("{ segments = { windows = ['C:\\', 'a'] } }"), IsEmpty());
    EXPECT_THAT(printed(diagnostics), IsEmpty());
    find("{ segments = { windows = ['C:\\', '('] } }");
    EXPECT_THAT(printed(diagnostics), ElementsAre(HasSubstr("'(' is no regular expression: ")));
}

TEST_F(Segments, AWrongExpressionIsAnErrorAtItsPlace) {
    find("{ segments = ['/opt', 'a[', 'b'], version = '(?P<version>.+' }");
    EXPECT_THAT(printed(diagnostics),
                ElementsAre(HasSubstr("slipway.toml:4:31: error: 'a[' is no regular expression: "),
                            HasSubstr("slipway.toml:4:53: error: '(?P<version>.+' is no regular "
                                      "expression: ")));
    for (const Diagnostic& diagnostic : diagnostics.list()) EXPECT_EQ(diagnostic.code, "schema");
}

TEST_F(Segments, TheExpressionOfTheVersionHasItsGroup) {
    find("{ segments = ['/opt', 'a'], version = '([0-9]+)' }");
    EXPECT_THAT(printed(diagnostics),
                ElementsAre("slipway.toml:4:47: error: '([0-9]+)' has no group 'version'; write "
                            "'(?P<version>…)' around what matches the version"));
}

TEST_F(Segments, AreAtLeastTwoAndWithoutAPath) {
    find("{ segments = ['/opt'] }, { segments = ['/opt', 'a'], path = '/opt/a' }");
    EXPECT_THAT(printed(diagnostics),
                ElementsAre("slipway.toml:4:22: error: 'application.find.segments' has less than "
                            "two segments; the first is a folder, each further one an expression",
                            "slipway.toml:4:69: error: an entry has either 'path' or 'segments'"));
}

TEST_F(Segments, AnExpressionThatWouldMatchForEverIsGivenUp) {
    executables({"/opt/" + std::string(250, 'a') + "!"});
    EXPECT_THAT(find("{ segments = ['/opt', '(a+a+)+a+$'] }"), IsEmpty());
    ASSERT_EQ(diagnostics.list().size(), 1u);
    EXPECT_EQ(diagnostics.list()[0].code, "find-failed");
    EXPECT_FALSE(diagnostics.list()[0].concernsLaunch);
}

TEST(Expression, QuantifiersAreNoPlaceholders) {
    EXPECT_EQ(withQuantifiersEscaped(R"(\d{4}{home}a{2,}b{,3}{}{x}{12)"),
              R"(\d{{4}}{home}a{{2,}}b{{,3}}{}{x}{12)");
}

TEST(Expression, GroupsMayBeNamedAsInPythonButNotWithinSetsOrBehindABackslash) {
    EXPECT_EQ(mistakeInExpression(literal("(?P<version>a)(?P=version)")), std::nullopt);
    EXPECT_EQ(mistakeInExpression(literal("[(?P<]")), std::nullopt);
    EXPECT_EQ(mistakeInExpression(literal(R"(\(?P<a)")), std::nullopt);
}

TEST(Expression, MistakesAreSaidInLowerCaseWithoutAFullStop) {
    const std::string said = mistakeInExpression(literal("(a")).value_or("");
    EXPECT_THAT(said, HasSubstr("unmatched"));
    EXPECT_THAT(said, ::testing::Not(HasSubstr(">>>")));
    EXPECT_NE(said.back(), '.');
}

}  // namespace
}  // namespace slipway
