// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 1.4, "Beyond variables": files, commands before a launch, companions, folders and ports of a
// launch; and what the helper that does all this is given of the caller's.

#include <gmock/gmock.h>

#include <fstream>

#include "tests/windows/desk.h"

namespace slipway::windows {
namespace {

using testing::HasSubstr;

class WindowsPreparation : public testing::Test {
  protected:
    WindowsPreparation() {
        desk.installation(L"maya", L"2024");
        desk.application("maya");
        maya = desk.helpedShim(L"bin/maya.exe");
    }

    // A plugin with `prepare.bat` beside its manifest.
    void plugin(const std::string& keys, const std::string& batch = {}) {
        desk.write(L"studio/tools-1.0/slipway.toml", "slipway = 1\n[integration]\n" + keys);
        desk.write(L"studio/tools-1.0/prepare.bat", "@echo off\r\n" + batch);
    }
    Outcome launch(const std::map<std::wstring, std::wstring>& more = {}) {
        return desk.run(maya, {.line = quoted(maya), .variables = more});
    }
    std::string content(const fs::path& path) const {
        std::ifstream file(desk.folder() / path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    Desk desk;
    fs::path maya;
};

TEST_F(WindowsPreparation, WritesFilesAheadOfTheLaunch) {
    plugin(
        "file = { path = '{home}/a/b/session.json', content = { app = '{application.name}' } }\n"
        "env.V.set = 'v'");
    desk.write(L"a/b/session.json", "what was");
    const Outcome launched = launch();
    EXPECT_EQ(launched.said, "");
    EXPECT_EQ(launched.report.variable(L"V"), L"v");
    EXPECT_THAT(content(L"a/b/session.json"), HasSubstr("\"app\""));
    EXPECT_THAT(content(L"a/b/session.json"), HasSubstr("\"maya\""));
}

TEST_F(WindowsPreparation, RunsCommandsWhoseOutputMayAddToTheLaunch) {
    plugin(
        "before = { command = ['{plugin.dir}/prepare.bat', 'a b'], output = 'json' }\n"
        "env.V.set = 'v'",
        "echo {\"env\": {\"W.set\": \"%~1\"}, \"arguments\": [\"-x\"]}\r\n");
    const Outcome launched = launch();
    EXPECT_EQ(launched.said, "");
    EXPECT_EQ(launched.report.variable(L"V"), L"v");
    EXPECT_EQ(launched.report.variable(L"W"), L"a b");
    EXPECT_THAT(launched.report.words(), testing::ElementsAre(L"-x"));
}

TEST_F(WindowsPreparation, LooksForANameOnPathAndNeverInTheWorkingFolder) {
    plugin("before = { command = ['tell'] }\nenv.PATH.prepend = '{plugin.dir}/tools'");
    desk.write(L"studio/tools-1.0/tools/tell.bat",
               "@echo the plugin's>\"%USERPROFILE%\\told\"\r\n");
    desk.write(L"show/tell.bat", "@echo the show's>\"%USERPROFILE%\\told\"\r\n");
    const fs::path here = fs::current_path();
    fs::current_path(desk.folder() / L"show");
    const Outcome launched = launch();
    fs::current_path(here);
    EXPECT_EQ(launched.said, "");
    EXPECT_EQ(content(L"told"), "the plugin's\r\n");
}

TEST_F(WindowsPreparation, CompletesNamesAsWindowsDoes) {
    plugin("before = { command = ['{plugin.dir}/prepare'] }",
           "echo done>\"%USERPROFILE%\\told\"\r\n");
    EXPECT_EQ(launch().said, "");
    EXPECT_EQ(content(L"told"), "done\r\n");
}

// A program that a launch began, by the number in its report, and what it waits for.
class Waiting {
  public:
    explicit Waiting(const std::wstring& event)
        : event_(::CreateEventW(nullptr, TRUE, FALSE, event.c_str())) {}
    ~Waiting() {
        ::SetEvent(event_);
        ::CloseHandle(event_);
        ::CloseHandle(process_);
    }
    void isThatOf(const Report& report) {
        process_ = ::OpenProcess(SYNCHRONIZE, FALSE, std::stoul(report.facts.at(L"process")));
    }
    bool isRunning() const { return ::WaitForSingleObject(process_, 0) == WAIT_TIMEOUT; }
    bool endsSoon() const { return ::WaitForSingleObject(process_, 30'000) == WAIT_OBJECT_0; }

  private:
    HANDLE event_;
    HANDLE process_ = nullptr;
};

TEST_F(WindowsPreparation, EndsACommandWhenTheLaunchItselfIsEnded) {
    fs::copy_file(Desk::probe(), desk.folder() / L"first.exe");
    plugin("before = { command = ['" + narrowed((desk.folder() / L"first.exe").wstring()) +
           "'], timeout = '50s' }");
    Waiting first(L"slipway-first");
    Process shim =
        desk.begin(maya, {.line = quoted(maya), .variables = {{L"PROBE_WAIT", L"slipway-first"}}});
    first.isThatOf(desk.report());
    EXPECT_TRUE(first.isRunning());
    shim.kill();
    EXPECT_TRUE(first.endsSoon());
}

TEST_F(WindowsPreparation, DoesNotWaitForADaemonThatHoldsTheOutput) {
    plugin("before = { command = ['{plugin.dir}/prepare.bat'], output = 'json', timeout = '40s' }",
           "set PROBE_WAIT=slipway-daemon\r\nset PROBE_REPORT=%PROBE_REPORT%.daemon\r\n"
           "start /b \"\" \"%PROBE_REAL%\"\r\necho {\"env\": {\"B.set\": \"b\"}}\r\n");
    Waiting daemon(L"slipway-daemon");
    const Outcome launched = launch({{L"PROBE_REAL", Desk::probe().wstring()}});
    EXPECT_EQ(launched.report.variable(L"B"), L"b") << launched.said;
    daemon.isThatOf(desk.report(L".daemon"));
    EXPECT_TRUE(daemon.isRunning()) << "what it leaves behind is its own affair";
}

TEST_F(WindowsPreparation, StartsACompanionBesideTheApplication) {
    fs::copy_file(Desk::probe(), desk.folder() / L"beside.exe");
    const std::string beside = narrowed((desk.folder() / L"beside.exe").wstring());
    const std::string told = narrowed((desk.folder() / L"report.beside").wstring());
    plugin("companion = { command = ['" + beside + "', 'a \"b'], env = { OF = '{launch.pid}', " +
           "PROBE_REPORT = { set = '" + told + "' } } }");
    const Outcome launched = launch();
    EXPECT_EQ(launched.code, 0u) << launched.said;
    EXPECT_EQ(launched.said, "");
    EXPECT_EQ(launched.report.variable(L"OF"), std::nullopt);
    const Report companion = desk.report(L".beside");
    EXPECT_THAT(companion.words(), testing::ElementsAre(L"a \"b"));
    EXPECT_NE(companion.variable(L"OF"), std::nullopt);
}

TEST_F(WindowsPreparation, StartsNoCompanionOfALaunchThatFailed) {
    desk.write(L"opt/maya2024/bin/maya.exe", "no program");
    fs::copy_file(Desk::probe(), desk.folder() / L"beside.exe");
    plugin("companion = { command = ['" + narrowed((desk.folder() / L"beside.exe").wstring()) +
           "'] }");
    const Outcome launched = launch();
    EXPECT_EQ(launched.code, 126u) << launched.said;
    EXPECT_TRUE(launched.report.facts.empty()) << "the companion would report in its stead";
}

TEST_F(WindowsPreparation, MakesAFolderAndAPortOfTheLaunchsOwn) {
    plugin("env.DIR.set = '{launch.dir}'\nenv.PORT.set = '{launch.port}'");
    const Outcome launched = launch();
    EXPECT_EQ(launched.said, "");
    const std::wstring folder = launched.report.variable(L"DIR").value_or(L"");
    EXPECT_TRUE(fs::is_directory(folder)) << fs::path(folder);
    EXPECT_TRUE(folder.starts_with((desk.folder() / L"local").wstring()));
    EXPECT_NE(launched.report.variable(L"PORT").value_or(L"0"), L"0");
    const std::wstring second = launch().report.variable(L"DIR").value_or(L"");
    EXPECT_NE(second, folder);
    EXPECT_FALSE(fs::exists(folder)) << "its process is gone";
}

TEST_F(WindowsPreparation, KeepsTheFolderOfALaunchThatRuns) {
    plugin("env.DIR.set = '{launch.dir}'");
    Waiting application(L"slipway-keeps");
    const Process shim =
        desk.begin(maya, {.line = quoted(maya), .variables = {{L"PROBE_WAIT", L"slipway-keeps"}}});
    const std::wstring folder = desk.report().variable(L"DIR").value_or(L"");
    EXPECT_NE(launch().report.variable(L"DIR"), folder);
    EXPECT_TRUE(fs::is_directory(folder)) << fs::path(folder);
}

// The probe in its helper's stead: it is no helper, and tells what it has got.
TEST_F(WindowsPreparation, GivesTheHelperNoHandleOfTheCallers) {
    const std::string helper = "slipway=" + narrowed(Desk::probe().wstring());
    desk.write(L"bin/.slipway/maya", std::string("slipway-shim=1") + '\0' + helper + '\0');
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    const HANDLE event = ::CreateEventW(&inherited, TRUE, FALSE, nullptr);
    const auto number = std::to_wstring(reinterpret_cast<std::uintptr_t>(event));
    const Outcome refused = launch({{L"PROBE_HANDLE", number}, {L"SLIPWAY_STRICT", L"1"}});
    EXPECT_EQ(refused.code, 125u);
    EXPECT_THAT(refused.said, HasSubstr("gave no catalogue"));
    EXPECT_EQ(refused.report.facts.at(L"handle"), L"lost");
    EXPECT_EQ(::WaitForSingleObject(event, 0), static_cast<DWORD>(WAIT_TIMEOUT));
    ::CloseHandle(event);
}

}  // namespace
}  // namespace slipway::windows
