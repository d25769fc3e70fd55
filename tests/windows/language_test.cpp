// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Manifests read by slipway.exe for a shim: the rules of the language that are Windows' own. What
// every platform has is launched by tests/blackbox.

#include <gmock/gmock.h>

#include <fstream>

#include "tests/windows/desk.h"

// It wants <windows.h> ahead of it.
#include <tlhelp32.h>

namespace slipway::windows {
namespace {

using testing::HasSubstr;

class WindowsLanguage : public testing::Test {
  protected:
    WindowsLanguage() {
        executable = desk.installation(L"maya", L"2024");
        desk.application("maya");
        maya = desk.helpedShim(L"bin/maya.exe");
    }

    void integration(const std::string& env, const std::string& keys = {}) {
        desk.write(L"studio/one-1.0/slipway.toml",
                   "slipway = 1\n[integration]\n" + keys + "\n[integration.env]\n" + env);
    }
    Outcome launch(const std::wstring& tail = {}) {
        return desk.run(maya, {.line = quoted(maya) + L" " + tail});
    }

    Desk desk;
    fs::path executable;
    fs::path maya;
};

using Value = std::optional<std::wstring>;

TEST_F(WindowsLanguage, HasOneVariableForNamesThatDifferInCase) {
    desk.variables[L"PythonPath"] = L"old";
    integration("PYTHONPATH.prepend = 'new'\nPATH.append = 'C:\\more'");
    const Outcome launched = launch();
    EXPECT_EQ(launched.report.variable(L"PythonPath"), L"new;old") << launched.said;
    EXPECT_EQ(launched.report.variable(L"PYTHONPATH"), Value());
    EXPECT_THAT(*launched.report.variable(L"PATH"), testing::EndsWith(L";C:\\more"));
}

TEST_F(WindowsLanguage, SaysByItsBytesWhatIsNoText) {
    desk.variables[L"SLIPWAY_MODE"] = {L'a', L'\t', static_cast<wchar_t>(0xd800)};
    integration("V.set = 'x'");
    const Outcome launched = launch();
    EXPECT_THAT(launched.said, HasSubstr("'a\\t\\xed\\xa0\\x80'"));
    EXPECT_THAT(launched.said, testing::Not(HasSubstr("\xed")));
}

TEST_F(WindowsLanguage, PopsEntriesWhateverTheirCase) {
    desk.variables[L"V"] = L"C:\\Tools\\A;c:/tools/B;D:\\other";
    integration("V.pop = 'c:\\tools\\*'");
    EXPECT_EQ(launch().report.variable(L"V"), L"D:\\other");
}

TEST_F(WindowsLanguage, ExpandsVariablesInPercentSigns) {
    desk.variables[L"STUDIO ROOT"] = desk.folder().wstring();
    desk.variables[L"SLIPWAY_PLUGIN_PATH"] = L"%Studio Root%\\studio;";
    integration("V.set = '{plugin.root}'");
    const Outcome launched = launch();
    EXPECT_EQ(launched.report.variable(L"V"), (desk.folder() / L"studio").wstring())
        << launched.said;
}

TEST_F(WindowsLanguage, FindsPluginsInTheUsersOwnFolders) {
    desk.variables.erase(L"SLIPWAY_PLUGIN_PATH");
    fs::create_directories(desk.folder() / L"local/slipway");
    fs::rename(desk.folder() / L"studio", desk.folder() / L"local/slipway/plugins");
    desk.write(L"local/ftrack/ftrack-connect-plugins/two-1.0/slipway.toml",
               "slipway = 1\n[integration.env]\nV.set = 'connect'\n");
    EXPECT_EQ(launch().report.variable(L"V"), L"connect");
}

TEST_F(WindowsLanguage, ReadsConfigurationWhereWindowsKeepsIt) {
    desk.write(L"roaming/slipway/config.toml",
               "[paths]\nprojects = { windows = 'P:\\projects', linux = '/mnt/projects' }\n");
    integration("V.set = '{paths.projects}/bunny'");
    const Outcome launched = launch();
    EXPECT_EQ(launched.report.variable(L"V"), L"P:\\projects/bunny") << launched.said;
}

TEST_F(WindowsLanguage, TakesTheContextFromAPathWhateverItsCaseAndSlashes) {
    desk.write(L"roaming/slipway/config.toml",
               "[paths]\nprojects = { windows = ['P:\\projects', '\\\\filesrv\\projects'] }\n"
               "[[context]]\npath = '{paths.projects}/{project}/shots/{shot}'\n");
    integration("V.set = '{context.project} {context.shot}'");
    EXPECT_EQ(launch(L"p:/PROJECTS\\bunny/Shots/s010/a.ma").report.variable(L"V"), L"bunny s010");
    EXPECT_EQ(launch(L"\\\\FileSrv\\projects\\bunny\\shots\\s020\\a.ma").report.variable(L"V"),
              L"bunny s020");
}

TEST_F(WindowsLanguage, MatchesNamesOfCommandsWithoutCaseAndExe) {
    integration("V.set = '{application.name}'");
    for (const wchar_t* name : {L"upper/MAYA.EXE", L"mixed/Maya.exe"}) {
        const fs::path shim = desk.helpedShim(name);
        const Outcome launched = desk.run(shim, {.line = L"MAYA"});
        EXPECT_EQ(launched.report.variable(L"V"), L"maya") << launched.said;
    }
}

TEST_F(WindowsLanguage, FindsCommandsBesideTheMainExecutable) {
    desk.application("maya", "[application.commands]\nmayapy = {}\n");
    fs::copy_file(Desk::probe(), executable.parent_path() / L"mayapy.exe");
    integration("V.set = '{command}'");
    const fs::path mayapy = desk.helpedShim(L"bin/mayapy.exe");
    const Outcome launched = desk.run(mayapy, {.line = L"mayapy -c pass"});
    EXPECT_EQ(launched.report.variable(L"V"), L"mayapy") << launched.said;
    EXPECT_EQ(launched.report.arguments.at(0),
              (executable.parent_path() / L"mayapy.exe").wstring());
}

TEST_F(WindowsLanguage, CountsAVariableInUnitsOfSixteenBits) {
    desk.variables[L"LONG"] = std::wstring(30'000, L'\u6f22');
    integration("LONG.append = '" + std::string(2'000, 'x') + "'");
    EXPECT_EQ(launch().code, 0u);
    integration("LONG.append = '" + std::string(3'000, 'x') + "'");
    const Outcome refused = launch();
    EXPECT_EQ(refused.code, 125u);
    EXPECT_THAT(refused.said, testing::AllOf(HasSubstr("LONG"), HasSubstr("33007 characters")));
    EXPECT_TRUE(refused.report.facts.empty());
}

// Launching one application to any depth gives the environment of depth one (spec 2.4).
TEST_F(WindowsLanguage, ComposesANestedLaunchAfresh) {
    desk.variables[L"V"] = L"was";
    integration("V.prepend = '{plugin.dir}'\nW.set = 'w'");
    const Report outer = launch().report;
    const Outcome nested = desk.run(
        maya, {.line = quoted(maya) + L" nested",
               .variables = {{L"PROBE_SPAWN", quoted(maya)}, {L"PROBE_SPAWN_WAIT", L"1"}}});
    ASSERT_EQ(nested.code, 0u) << nested.said;
    const Report inner = desk.report(L".child");
    for (const wchar_t* name : {L"V", L"W", L"PATH", L"SLIPWAY_APPLICATION"}) {
        EXPECT_EQ(inner.variable(name), outer.variable(name)) << fs::path(name);
    }
}

TEST_F(WindowsLanguage, UsesItsCacheUntilAManifestChanges) {
    integration("V.set = 'one'");
    const fs::path cache = desk.folder() / L"local/slipway/cache/catalogues";
    const auto isKept = [&] {
        std::error_code none;
        return fs::directory_iterator(cache, none) != fs::directory_iterator();
    };
    for (int i = 0; i < 100 && !isKept(); ++i) {
        ASSERT_EQ(launch().report.variable(L"V"), L"one");
    }
    ASSERT_TRUE(isKept());
    desk.variables[L"SLIPWAY_LOG"] = L"info";
    desk.variables[L"SLIPWAY_LOG_FILE"] = (desk.folder() / L"log").wstring();
    const auto logged = [&] {
        const Outcome launched = launch();
        std::ifstream log(desk.folder() / L"log");
        std::string line;
        for (std::string next; std::getline(log, next);) line = next;
        return narrowed(launched.report.variable(L"V").value_or(L"")) + " " + line;
    };
    EXPECT_THAT(logged(), testing::AllOf(HasSubstr("one "), HasSubstr("catalogue=kept")));
    integration("V.set = 'two'");
    EXPECT_THAT(logged(), testing::AllOf(HasSubstr("two "), HasSubstr("catalogue=compiled")));
}

// What it would inherit where everybody may write is not the user's alone, and then not written to.
TEST_F(WindowsLanguage, WritesALogThatIsTheUsersAlone) {
    const std::wstring log = (desk.folder() / L"log").wstring();
    desk.variables[L"SLIPWAY_LOG"] = L"info";
    desk.variables[L"SLIPWAY_LOG_FILE"] = log;
    launch();
    alignas(8) std::byte room[1024];
    DWORD size = 0;
    ASSERT_TRUE(
        ::GetFileSecurityW(log.c_str(), DACL_SECURITY_INFORMATION, room, sizeof room, &size))
        << ::GetLastError();
    ACL* list = nullptr;
    BOOL isThere = FALSE;
    BOOL isDefault = FALSE;
    ASSERT_TRUE(::GetSecurityDescriptorDacl(room, &isThere, &list, &isDefault));
    ASSERT_TRUE(isThere && list != nullptr);
    alignas(8) std::byte everyone[SECURITY_MAX_SID_SIZE];
    size = sizeof everyone;
    ASSERT_TRUE(::CreateWellKnownSid(WinWorldSid, nullptr, everyone, &size));
    for (DWORD i = 0; i < list->AceCount; ++i) {
        void* entry = nullptr;
        ASSERT_TRUE(::GetAce(list, i, &entry));
        auto* allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
        EXPECT_FALSE(::EqualSid(&allowed->SidStart, everyone) && allowed->Mask != 0) << i;
    }
}

// Whoever puts logs away is not in its way, nor it in his.
TEST_F(WindowsLanguage, HoldsNoLogWhileTheApplicationRuns) {
    const std::wstring log = (desk.folder() / L"log").wstring();
    desk.variables[L"SLIPWAY_LOG"] = L"info";
    desk.variables[L"SLIPWAY_LOG_FILE"] = log;
    const HANDLE event = ::CreateEventW(nullptr, TRUE, FALSE, L"slipway-log");
    Process shim =
        desk.begin(maya, {.line = L"maya", .variables = {{L"PROBE_WAIT", L"slipway-log"}}});
    desk.report();
    const HANDLE alone = ::CreateFileW(log.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
                                       OPEN_EXISTING, 0, nullptr);
    EXPECT_NE(alone, INVALID_HANDLE_VALUE) << ::GetLastError();
    ::CloseHandle(alone);
    ::SetEvent(event);
    EXPECT_EQ(shim.wait(), 0u);
    ::CloseHandle(event);
}

std::vector<DWORD> childrenOf(DWORD parent) {
    std::vector<DWORD> children;
    const HANDLE all = ::CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof entry;
    for (BOOL is = ::Process32FirstW(all, &entry); is; is = ::Process32NextW(all, &entry)) {
        if (entry.th32ParentProcessID == parent) children.push_back(entry.th32ProcessID);
    }
    ::CloseHandle(all);
    return children;
}

// The helper that compiled is gone by then.
TEST_F(WindowsLanguage, LeavesNothingBetweenTheShimAndTheApplication) {
    integration("V.set = 'x'");
    const HANDLE event = ::CreateEventW(nullptr, TRUE, FALSE, L"slipway-between");
    Process shim =
        desk.begin(maya, {.line = L"maya", .variables = {{L"PROBE_WAIT", L"slipway-between"}}});
    const Report application = desk.report();
    EXPECT_EQ(application.variable(L"V"), L"x");
    EXPECT_THAT(childrenOf(shim.id()),
                testing::ElementsAre(std::stoul(application.facts.at(L"process"))));
    ::SetEvent(event);
    EXPECT_EQ(shim.wait(), 0u);
    ::CloseHandle(event);
}

TEST_F(WindowsLanguage, GoesOnWithoutAHelper) {
    integration("V.set = 'x'");
    const fs::path bare = desk.shim(L"alone/maya.exe", executable);
    const Outcome launched = desk.run(bare, {.line = L"maya"});
    EXPECT_EQ(launched.code, 0u);
    EXPECT_EQ(launched.report.variable(L"V"), Value());
    EXPECT_THAT(launched.said, HasSubstr("going on without them"));
}

}  // namespace
}  // namespace slipway::windows
