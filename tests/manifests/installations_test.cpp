// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/installations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <map>

#include "tests/support/fake_disk.h"

namespace slipway {
namespace {

using test::FakeDisk;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::StartsWith;

using Environment = std::map<std::string, std::string, std::less<>>;

// An application of whose `find` entries the tests write the paths.
Application application(const std::vector<std::string>& patterns) {
    Application application;
    application.name = "app";
    for (const std::string& pattern : patterns) application.find.push_back({.path = pattern});
    return application;
}

// Version and path of each.
using Found = std::vector<std::pair<std::string, std::string>>;

Found find(const Application& application, FakeDisk& disk, const Environment& environment = {},
           const PlatformRules& rules = kLinuxRules) {
    const Variables variables = [&](std::string_view name) -> std::optional<std::string> {
        const auto value = environment.find(name);
        if (value == environment.end()) return std::nullopt;
        return value->second;
    };
    Found found;
    for (const Installation& installation :
         findInstallations(application, {.disk = disk, .rules = rules, .variables = variables})) {
        found.emplace_back(installation.version, installation.path);
    }
    return found;
}

Found findOn(const std::vector<std::string>& executables, const std::vector<std::string>& patterns,
             const Environment& environment = {}, const PlatformRules& rules = kLinuxRules) {
    FakeDisk disk(rules);
    for (const std::string& executable : executables) disk.writeExecutable(executable);
    return find(application(patterns), disk, environment, rules);
}

TEST(Installations, AreFoundByAPlainPathWithoutListingAnything) {
    FakeDisk disk;
    disk.writeExecutable("/usr/bin/blender");
    disk.clearLog();
    EXPECT_THAT(find(application({"/usr/bin/blender"}), disk),
                ElementsAre(Pair("", "/usr/bin/blender")));
    EXPECT_THAT(disk.log(), ElementsAre("facts /usr/bin/blender"));
}

TEST(Installations, HaveTheVersionThatStandsInThePath) {
    EXPECT_THAT(findOn({"/usr/autodesk/maya2024/bin/maya", "/usr/autodesk/maya2023.1/bin/maya"},
                       {"/usr/autodesk/maya{version}/bin/maya"}),
                ElementsAre(Pair("2024", "/usr/autodesk/maya2024/bin/maya"),
                            Pair("2023.1", "/usr/autodesk/maya2023.1/bin/maya")));
}

TEST(Installations, StandNewestFirstByVersionNotByText) {
    EXPECT_THAT(
        findOn({"/opt/a4.10/a", "/opt/a4.2/a", "/opt/a9/a", "/opt/a22/a", "/opt/a22rc1/a"},
               {"/opt/a{version}/a"}),
        ElementsAre(Pair("22", testing::_), Pair("22rc1", testing::_), Pair("9", testing::_),
                    Pair("4.10", testing::_), Pair("4.2", testing::_)));
}

TEST(Installations, WithoutAVersionStandLast) {
    EXPECT_THAT(findOn({"/usr/bin/a", "/opt/a-1.0/a"}, {"/usr/bin/a", "/opt/a-{version}/a"}),
                ElementsAre(Pair("1.0", "/opt/a-1.0/a"), Pair("", "/usr/bin/a")));
}

TEST(Installations, OfOneVersionStandInTheOrderOfTheEntries) {
    EXPECT_THAT(findOn({"/b/a1.0/a", "/a/a1.0/a"}, {"/b/a{version}/a", "/a/a{version}/a"}),
                ElementsAre(Pair("1.0", "/b/a1.0/a"), Pair("1.0", "/a/a1.0/a")));
}

TEST(Installations, AVersionIsADigitThenDigitsLettersAndDots) {
    EXPECT_THAT(findOn({"/opt/Nuke15.1v3/x", "/opt/Nukev15/x", "/opt/Nuke/x", "/opt/Nuke15-beta/x",
                        "/opt/Nuke13_0/x"},
                       {"/opt/Nuke{version}/x"}),
                ElementsAre(Pair("15.1v3", "/opt/Nuke15.1v3/x")));
}

TEST(Installations, ASecondVersionEqualsTheFirst) {
    EXPECT_THAT(findOn({"/opt/a1.0/a1.0", "/opt/a2.0/a1.0"}, {"/opt/a{version}/a{version}"}),
                ElementsAre(Pair("1.0", "/opt/a1.0/a1.0")));
    EXPECT_THAT(findOn({"/opt/a1.0-1.0/a", "/opt/a1.0-2.0/a"}, {"/opt/a{version}-{version}/a"}),
                ElementsAre(Pair("1.0", "/opt/a1.0-1.0/a")));
}

TEST(Installations, PartsOfTheVersionAreItsNumbers) {
    EXPECT_THAT(findOn({"/usr/local/Nuke15.1v3/Nuke15.1", "/usr/local/Nuke14.0v1/Nuke14.1"},
                       {"/usr/local/Nuke{version}/Nuke{version.major}.{version.minor}"}),
                ElementsAre(Pair("15.1v3", "/usr/local/Nuke15.1v3/Nuke15.1")));
}

TEST(Installations, PartsOfTheVersionMayStandBeforeIt) {
    EXPECT_THAT(findOn({"/opt/15/Nuke15.1/x", "/opt/14/Nuke15.0/x", "/opt/old/Nuke13.0/x"},
                       {"/opt/{version.major}/Nuke{version}/x"}),
                ElementsAre(Pair("15.1", "/opt/15/Nuke15.1/x")));
}

TEST(Installations, APartThatTheVersionDoesNotHaveFitsNothing) {
    EXPECT_THAT(findOn({"/opt/a13/x", "/opt/a13/0/x"}, {"/opt/a{version}/{version.minor}/x"}),
                IsEmpty());
}

TEST(Installations, AfterAVersionIsKnownNothingIsListed) {
    FakeDisk disk;
    disk.writeExecutable("/opt/a1.0/a1.0/bin/a1.0");
    disk.clearLog();
    find(application({"/opt/a{version}/a{version}/bin/a{version}"}), disk);
    EXPECT_THAT(disk.log(), ElementsAre("list /opt", "facts /opt/a1.0/a1.0/bin/a1.0"));
}

TEST(Installations, WildcardsStayWithinOneSegment) {
    const std::vector<std::string> disk = {"/opt/blender-4.2.0-linux-x64/blender",
                                           "/opt/blender-4.2.0/linux/blender"};
    EXPECT_THAT(findOn(disk, {"/opt/blender-{version}-linux*/blender"}),
                ElementsAre(Pair("4.2.0", "/opt/blender-4.2.0-linux-x64/blender")));
    EXPECT_THAT(findOn(disk, {"/opt/*blender"}), IsEmpty());
    EXPECT_THAT(findOn(disk, {"/opt/*/*/blender"}),
                ElementsAre(Pair("", "/opt/blender-4.2.0/linux/blender")));
}

TEST(Installations, AQuestionMarkIsOneCharacter) {
    EXPECT_THAT(findOn({"/opt/a1", "/opt/aé", "/opt/a12", "/opt/a"}, {"/opt/a?"}),
                ElementsAre(Pair("", "/opt/a1"), Pair("", "/opt/aé")));
}

TEST(Installations, AStarBeforeTheVersionLeavesItWhole) {
    EXPECT_THAT(findOn({"/opt/Adobe Photoshop 2024/x", "/opt/Adobe Photoshop CC 2019/x"},
                       {"/opt/Adobe Photoshop*{version}/x"}),
                ElementsAre(Pair("2024", testing::_), Pair("2019", testing::_)));
    EXPECT_THAT(findOn({"/opt/3ds Max 2024/x"}, {"/opt/*{version}/x"}),
                ElementsAre(Pair("2024", testing::_)));
}

TEST(Installations, AVersionIsAsLongAsItCanBe) {
    EXPECT_THAT(findOn({"/opt/Nuke15.1v3.app", "/opt/clarisse_5.0_sp8"},
                       {"/opt/Nuke{version}.app", "/opt/clarisse_{version}*"}),
                ElementsAre(Pair("15.1v3", testing::_), Pair("5.0", testing::_)));
}

TEST(Installations, HiddenEntriesAreMatchedByADotOnly) {
    EXPECT_THAT(findOn({"/opt/.a/x", "/opt/a/x"}, {"/opt/*/x"}), ElementsAre(Pair("", "/opt/a/x")));
    EXPECT_THAT(findOn({"/opt/.a/x", "/opt/a/x"}, {"/opt/.*/x"}),
                ElementsAre(Pair("", "/opt/.a/x")));
    EXPECT_THAT(findOn({"/opt/.1.0/x"}, {"/opt/?{version}/x"}), IsEmpty());
}

TEST(Installations, AreFilesThatSomebodyMayExecute) {
    FakeDisk disk;
    disk.makeFolder("/opt/a1/x");
    disk.write("/opt/a2/x", "", 0644);
    disk.write("/opt/a3/x", "", 0700);
    disk.makeFifo("/opt/a4/x");
    disk.link("/opt/a5/x", "/opt/a3/x");
    disk.link("/opt/a6/x", "/gone");
    disk.makeFolder("/opt/a7");
    EXPECT_THAT(find(application({"/opt/a{version}/x"}), disk),
                ElementsAre(Pair("5", "/opt/a5/x"), Pair("3", "/opt/a3/x")));
}

TEST(Installations, KeepThePathAsFoundWithoutResolvingLinks) {
    FakeDisk disk;
    disk.writeExecutable("/opt/maya2024/bin/maya");
    disk.link("/opt/current", "/opt/maya2024");
    EXPECT_THAT(find(application({"/opt/current/bin/maya"}), disk),
                ElementsAre(Pair("", "/opt/current/bin/maya")));
}

TEST(Installations, FoundTwiceAreTheFirstEntrys) {
    FakeDisk disk;
    disk.writeExecutable("/opt/a1.0/a");
    Application app = application({"/opt/a{version}/a", "/opt/*/a", "/opt//a1.0/./a"});
    app.find[0].arguments = {literal("--first")};
    const auto found = findInstallations(
        app, {.disk = disk, .rules = kLinuxRules, .variables = [](std::string_view) {
                  return std::nullopt;
              }});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].version, "1.0");
    EXPECT_EQ(found[0].arguments, std::vector<Template>{literal("--first")});
}

TEST(Installations, AnEntrysVersionIsTheOneItSays) {
    FakeDisk disk;
    disk.writeExecutable("/opt/blender/blender");
    disk.writeExecutable("/opt/b-4.1/blender");
    disk.writeExecutable("/opt/b-4.2/blender");
    Application app = application({"/opt/blender/blender", "/opt/b-{version}/blender"});
    app.find[0].version = "4.0";
    app.find[1].version = "4.2";
    EXPECT_THAT(find(app, disk), ElementsAre(Pair("4.2", "/opt/b-4.2/blender"),
                                             Pair("4.0", "/opt/blender/blender")));
}

TEST(Installations, HomeAndVariablesInAPatternAreExpanded) {
    const Environment environment = {{"HOME", "/home/ada"}, {"TOOLS", "/mnt/tools"}};
    EXPECT_THAT(findOn({"/home/ada/a1.0/x", "/mnt/tools/a2.0/x"},
                       {"{home}/a{version}/x", "{env.TOOLS}/a{version}/x"}, environment),
                ElementsAre(Pair("2.0", "/mnt/tools/a2.0/x"), Pair("1.0", "/home/ada/a1.0/x")));
}

TEST(Installations, AnEntryWhoseVariableIsUnsetFindsNothing) {
    FakeDisk disk;
    disk.writeExecutable("/a/x");
    disk.clearLog();
    EXPECT_THAT(find(application({"{home}/a/x", "{env.TOOLS}/a/x", "/{env.TOOLS}/a/x"}), disk,
                     {{"TOOLS", ""}}),
                IsEmpty());
    EXPECT_THAT(disk.log(), IsEmpty());
}

TEST(Installations, StarsInAVariableAreNoWildcards) {
    EXPECT_THAT(findOn({"/x*/a", "/xy/a"}, {"{home}/a"}, {{"HOME", "/x*"}}),
                ElementsAre(Pair("", "/x*/a")));
}

TEST(Installations, NothingIsLookedForRelativeToTheWorkingFolder) {
    FakeDisk disk;
    disk.writeExecutable("/bin/a");
    disk.clearLog();
    EXPECT_THAT(find(application({"bin/a", "*/a", "{env.A}/a", ""}), disk, {{"A", "bin"}}),
                IsEmpty());
    EXPECT_THAT(disk.log(), IsEmpty());
}

TEST(Installations, InTheRootFolderAreFound) {
    EXPECT_THAT(findOn({"/a1.0"}, {"/a{version}"}), ElementsAre(Pair("1.0", "/a1.0")));
}

TEST(Installations, AFolderThatCannotBeListedHoldsNone) {
    FakeDisk disk;
    disk.writeExecutable("/opt/a1.0/a");
    disk.fail(FakeDisk::Call::kList, "/opt", EACCES);
    EXPECT_THAT(find(application({"/opt/a{version}/a", "/absent/a{version}/a"}), disk), IsEmpty());
}

TEST(Installations, OnWindowsBackslashesPartAndCaseDoesNotMatter) {
    const std::vector<std::string> disk = {
        R"(C:\Program Files\Autodesk\MAYA2024\bin\maya.exe)",
        R"(C:\Program Files (x86)\Autodesk\Maya2018\bin\maya.exe)"};
    EXPECT_THAT(findOn(disk, {R"(C:\Program Files*\Autodesk\Maya{version}\bin\maya.exe)"}, {},
                       kWindowsRules),
                ElementsAre(Pair("2024", disk[0]), Pair("2018", disk[1])));
}

TEST(Installations, OnWindowsMayBeOnAServer) {
    EXPECT_THAT(findOn({R"(\\filesrv\apps\nuke15.0\nuke.exe)"},
                       {R"(\\filesrv\apps\nuke{version}\nuke.exe)"}, {}, kWindowsRules),
                ElementsAre(Pair("15.0", R"(\\filesrv\apps\nuke15.0\nuke.exe)")));
}

TEST(Installations, OnWindowsADriveIsListedAsARoot) {
    FakeDisk disk(kWindowsRules);
    disk.writeExecutable(R"(C:\a1.0\a.exe)");
    disk.clearLog();
    EXPECT_THAT(find(application({R"(C:\a{version}\a.exe)"}), disk, {}, kWindowsRules),
                ElementsAre(Pair("1.0", R"(C:\a1.0\a.exe)")));
    EXPECT_EQ(disk.log().front(), R"(list C:\)");
}

TEST(Installations, PathsKeepTheSeparatorsThatAreWritten) {
    EXPECT_THAT(findOn({R"(C:\apps\a1.0\a.exe)"}, {"C:/apps/a{version}/a.exe"}, {}, kWindowsRules),
                ElementsAre(Pair("1.0", "C:/apps/a1.0/a.exe")));
}

TEST(Installations, ManyStarsDoNotExplode) {
    std::string pattern = "/opt/";
    for (int i = 0; i < 100; ++i) pattern += "*a";
    FakeDisk disk;
    disk.writeExecutable("/opt/" + std::string(255, 'a'));
    disk.writeExecutable("/opt/" + std::string(255, '1'));
    EXPECT_THAT(find(application({pattern + "*{version}*b*{version}*"}), disk), IsEmpty());
}

}  // namespace
}  // namespace slipway
