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

Template pattern(std::string_view text, const PlatformRules& rules = kLinuxRules) {
    Diagnostics mistakes;
    return parseTemplate(text, {}, rules, mistakes, TemplateScope::kFind).value();
}

// An application of whose `find` entries the tests write the paths.
Application application(const std::vector<std::string>& patterns) {
    Application application;
    application.name = "app";
    for (const std::string& text : patterns) application.find.push_back({.path = pattern(text)});
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
    Diagnostics none;
    const Host host{.disk = disk, .rules = rules, .variables = variables};
    for (const Installation& installation : findInstallations(application, host, none)) {
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
    Diagnostics none;
    const Variables nothing = [](std::string_view) { return std::nullopt; };
    const auto found =
        findInstallations(app, {.disk = disk, .rules = kLinuxRules, .variables = nothing}, none);
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
    app.find[0].version = literal("4.0");
    app.find[1].version = literal("4.2");
    EXPECT_THAT(find(app, disk), ElementsAre(Pair("4.2", "/opt/b-4.2/blender"),
                                             Pair("4.0", "/opt/blender/blender")));
}

TEST(Installations, HomeAndVariablesInAPatternAreExpanded) {
    const Environment environment = {
        {"HOME", "/home/ada"}, {"TOOLS", "/mnt/tools"}, {"USER", "ada"}};
    EXPECT_THAT(
        findOn({"/home/ada/a1.0/x", "/mnt/tools/a2.0/x", "/local/ada/a3.0/x"},
               {"{home}/a{version}/x", "{env.TOOLS}/a{version}/x", "/local/{user}/a{version}/x"},
               environment),
        ElementsAre(Pair("3.0", "/local/ada/a3.0/x"), Pair("2.0", "/mnt/tools/a2.0/x"),
                    Pair("1.0", "/home/ada/a1.0/x")));
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

TEST(Installations, ADefaultStandsWhereAVariableIsUnset) {
    const std::vector<std::string> disk = {"/opt/tools/a1.0/x", "/mnt/tools/a2.0/x", "/a3.0/x"};
    const std::vector<std::string> patterns = {"{env.TOOLS:-/opt/tools}/a{version}/x"};
    EXPECT_THAT(findOn(disk, patterns), ElementsAre(Pair("1.0", testing::_)));
    EXPECT_THAT(findOn(disk, patterns, {{"TOOLS", "/mnt/tools"}}),
                ElementsAre(Pair("2.0", testing::_)));
    EXPECT_THAT(findOn(disk, patterns, {{"TOOLS", ""}}), ElementsAre(Pair("3.0", testing::_)));
    EXPECT_THAT(findOn(disk, {"{env.A:-{env.B:-/opt}}/*/a{version}/x"}),
                ElementsAre(Pair("1.0", testing::_)));
}

TEST(Installations, DoubledBracesAreBraces) {
    EXPECT_THAT(findOn({"/opt/{a}1.0/x"}, {"/opt/{{a}}{version}/x"}),
                ElementsAre(Pair("1.0", "/opt/{a}1.0/x")));
}

// ---- asking ----

// Executables that answer, and how often each was asked what.
class AskedInstallations : public testing::Test {
  protected:
    void answers(const std::string& executable, const std::string& output) {
        disk.writeExecutable(executable);
        outputs[executable] = output;
    }

    std::vector<Installation> found(const Application& application) {
        const Host host{
            .disk = disk,
            .rules = kLinuxRules,
            .variables = [](std::string_view) { return std::nullopt; },
            .ask = [this](const auto& executable,
                          const auto& arguments) { return answer(executable, arguments); }};
        return findInstallations(application, host, diagnostics);
    }

    std::string version(const Application& application) {
        const auto installations = found(application);
        return installations.size() == 1 ? installations[0].version : "not one installation";
    }

    // `find = [{ path = …, version = { ask = ["--version"], pattern = … } }]`
    static Application asking(const std::string& path, const std::string& text) {
        Application asking = application({path});
        asking.find[0].question = {{}, {literal("--version")}, pattern(text)};
        return asking;
    }

    FakeDisk disk;
    std::map<std::string, std::string> outputs;
    std::vector<std::string> asked;
    Diagnostics diagnostics;

  private:
    std::expected<std::string, AskFailure> answer(const std::string& executable,
                                                  const std::vector<std::string>& arguments) {
        std::string question = executable;
        for (const std::string& argument : arguments) question += " " + argument;
        asked.push_back(question);
        const auto output = outputs.find(executable);
        if (output == outputs.end())
            return std::unexpected(AskFailure{"it ended with exit code 3"});
        return output->second;
    }
};

TEST_F(AskedInstallations, AreAskedWithTheEntrysArguments) {
    answers("/usr/bin/blender", "Blender 3.4.1\n\tbuild date: 2023\n");
    EXPECT_EQ(version(asking("/usr/bin/blender", "Blender {version}")), "3.4.1");
    EXPECT_THAT(asked, ElementsAre("/usr/bin/blender --version"));
    EXPECT_THAT(diagnostics.list(), IsEmpty());
}

TEST_F(AskedInstallations, ThePatternFitsAnywhereInALine) {
    answers("/a", "warning: 7 things\r\nthis is Painter 2.10.34 (rev 4), at last\r\n");
    EXPECT_EQ(version(asking("/a", "Painter {version}")), "2.10.34");
    answers("/b", "Painter\n1.0\nPainter 2.0\n");
    EXPECT_EQ(version(asking("/b", "Painter {version}")), "2.0");
    answers("/c", "You are using version 1.2.3.\n");
    EXPECT_EQ(version(asking("/c", "version {version}")), "1.2.3");
    answers("/d", "15.1v3");
    EXPECT_EQ(version(asking("/d", "{version}")), "15.1v3");
}

TEST_F(AskedInstallations, WhoseOutputDoesNotFitHaveNoVersionAndADiagnosticConcerningNoLaunch) {
    answers("/a", "no idea\n");
    EXPECT_EQ(version(asking("/a", "Painter {version}")), "");
    ASSERT_EQ(diagnostics.list().size(), 1u);
    const Diagnostic& said = diagnostics.list()[0];
    EXPECT_EQ(said.code, "version-unknown");
    EXPECT_EQ(said.severity, Severity::kWarning);
    EXPECT_FALSE(said.concernsLaunch);
    EXPECT_EQ(said.message,
              "'/a' does not tell its version: asked with '--version' it printed nothing like "
              "'Painter {version}'");
}

TEST_F(AskedInstallations, ThatFailHaveNoVersionAndADiagnostic) {
    disk.writeExecutable("/a");
    EXPECT_EQ(version(asking("/a", "{version}")), "");
    ASSERT_EQ(diagnostics.list().size(), 1u);
    EXPECT_THAT(diagnostics.list()[0].message, testing::HasSubstr("it ended with exit code 3"));
}

TEST_F(AskedInstallations, AreNotAskedWhereTheyAreNotExecutableOrThePathTells) {
    disk.write("/a", "", 0644);
    EXPECT_EQ(version(asking("/a", "{version}")), "");
    answers("/opt/a1.0", "2.0");
    EXPECT_EQ(version(asking("/opt/a{version}", "{version}")), "1.0");
    EXPECT_THAT(asked, IsEmpty());
}

TEST_F(AskedInstallations, FoundTwiceAreAskedOnce) {
    answers("/a", "1.0");
    Application twice = asking("/a", "{version}");
    twice.find.push_back(twice.find[0]);
    EXPECT_EQ(version(twice), "1.0");
    EXPECT_EQ(asked.size(), 1u);
}

TEST_F(AskedInstallations, MayHaveAnotherExecutableBesideThemThatTells) {
    disk.writeExecutable("/usr/bin/krita");
    answers("/usr/bin/krita_version", "5.1.5");
    Application app = asking("/usr/bin/krita", "{version}");
    app.find[0].question->executable = literal("krita_version");
    EXPECT_EQ(version(app), "5.1.5");
    EXPECT_THAT(asked, ElementsAre("/usr/bin/krita_version --version"));
    EXPECT_EQ(disk.looksAt("/usr/bin/krita_version"), 1u) << "it is a witness";
    disk.remove("/usr/bin/krita_version");
    EXPECT_EQ(version(app), "");
}

TEST_F(AskedInstallations, SayHowTheirVersionIsKnown) {
    answers("/a", "1.0");
    EXPECT_EQ(found(asking("/a", "{version}"))[0].versionSource, "asked with '--version'");
    answers("/opt/b2", "");
    EXPECT_EQ(found(application({"/opt/b{version}"}))[0].versionSource, "from its path");
    Application said = application({"/a"});
    said.find[0].version = literal("4");
    EXPECT_EQ(found(said)[0].versionSource, "said by its 'find' entry");
}

}  // namespace
}  // namespace slipway
