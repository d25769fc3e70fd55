// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Shims as `slipway.exe` installs them (spec 3.1).

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "tests/windows/desk.h"

namespace slipway::windows {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr ULONGLONG kPatience = 30'000;  // ms

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class WindowsInstall : public testing::Test {
  protected:
    WindowsInstall() {
        desk.variables[L"ProgramFiles"] = (desk.folder() / L"programs").wstring();
        desk.application("easel",
                         "[application.commands.view]\nexecutable = 'view.exe'\n"
                         "[application.commands.absent]\nexecutable = 'absent.exe'\n");
        desk.write(L"studio/paint-1.0/slipway.toml",
                   "slipway = 1\n[[integration]]\nwhen = 'application.name = easel'\n"
                   "[integration.env]\nBRUSH.set = 'oil {application.version}'\n");
        for (const wchar_t* version : {L"2.1", L"3.0"}) {
            const fs::path made = desk.installation(L"easel", version);
            fs::copy_file(Desk::probe(Build::kWindows), made.parent_path() / L"view.exe");
        }
        before = tree();
    }

    // All that there is below the desk, but for what a command said.
    std::map<std::wstring, std::string> tree() const {
        std::map<std::wstring, std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(desk.folder())) {
            const std::wstring path = entry.path().lexically_relative(desk.folder()).wstring();
            if (path == L"stdout" || path == L"stderr" || path == L"report") continue;
            const auto time = fs::last_write_time(entry).time_since_epoch().count();
            files[path] = entry.is_directory() ? "folder"
                                               : std::to_string(time) + " " + bytesOf(entry.path());
        }
        return files;
    }
    std::vector<std::wstring> differences(const std::map<std::wstring, std::string>& after) const {
        std::vector<std::wstring> paths;
        for (const auto& [path, what] : after) {
            const auto was = before.find(path);
            if (was == before.end() || was->second != what) paths.push_back(path);
        }
        for (const auto& [path, what] : before) {
            if (!after.contains(path)) paths.push_back(L"no " + path);
        }
        return paths;
    }
    // What launches keep is none of an install's.
    void expectNoTrace() {
        fs::remove_all(desk.folder() / L"local/slipway/cache");
        std::error_code notEmpty;
        fs::remove(desk.folder() / L"local/slipway", notEmpty);
        fs::remove(desk.folder() / L"local", notEmpty);
        EXPECT_THAT(differences(tree()), IsEmpty());
    }
    Outcome launch(const fs::path& shim, const std::wstring& tail = {}) {
        return desk.run(shim, {.line = quoted(shim) + tail});
    }
    void expectDone(const std::wstring& tail) {
        const Outcome outcome = desk.slipway(tail);
        EXPECT_EQ(outcome.code, 0U) << outcome.said << outcome.printed;
    }

    Desk desk;
    fs::path bin = desk.folder() / L"local/slipway/bin";
    fs::path easel = desk.folder() / L"opt/easel3.0/bin/easel.exe";
    fs::path real = desk.folder() / L"opt/easel3.0/bin/easel.slipway-real.exe";
    std::map<std::wstring, std::string> before;
};

TEST_F(WindowsInstall, MakesCopiesOfTheKindOfWhatTheyLaunch) {
    const Outcome made = desk.slipway(L"install easel");
    EXPECT_EQ(made.code, 0U) << made.said;
    EXPECT_THAT(made.printed, AllOf(HasSubstr("SetEnvironmentVariable('Path'"),
                                    HasSubstr("\\local\\slipway\\bin")));
    EXPECT_EQ(bytesOf(bin / L"easel.exe"), bytesOf(Desk::built(L"slipway-shim.exe")));
    EXPECT_EQ(bytesOf(bin / L"view.exe"), bytesOf(Desk::built(L"slipway-shimw.exe")));
    EXPECT_EQ(bytesOf(bin / L"absent.exe"), bytesOf(Desk::built(L"slipway-shim.exe")));

    const Outcome launched = launch(bin / L"easel.exe", L" a \"b c\"");
    EXPECT_EQ(launched.report.variable(L"BRUSH"), L"oil 3.0") << launched.said;
    EXPECT_EQ(launched.report.tail(), L"a \"b c\"");
    EXPECT_EQ(launch(bin / L"view.exe").report.variable(L"BRUSH"), L"oil 3.0");

    const Outcome again = desk.slipway(L"install easel");
    EXPECT_THAT(again.printed, AllOf(HasSubstr("already in place"), Not(HasSubstr("renewed"))));
    expectDone(L"uninstall easel");
    expectNoTrace();
}

TEST_F(WindowsInstall, BindsAShimToItsVersion) {
    expectDone(L"install easel@2.1");
    EXPECT_EQ(launch(bin / L"easel2.1.exe").report.variable(L"BRUSH"), L"oil 2.1");
    expectDone(L"uninstall EASEL2.1.exe");
    EXPECT_FALSE(fs::exists(bin / L"easel2.1.exe"));
    EXPECT_TRUE(fs::exists(bin / L"view2.1.exe"));
    expectDone(L"uninstall --all");
    expectNoTrace();
}

TEST_F(WindowsInstall, OfATargetIsOfAnyNameInAnyFolder) {
    const std::wstring folder = quoted(desk.folder() / L"my shims");
    expectDone(L"install --target " + quoted(easel.parent_path() / L"view.exe") +
               L" --name \"my tool.exe\" --to " + folder);
    const fs::path shim = desk.folder() / L"my shims/my tool.exe";
    EXPECT_EQ(bytesOf(shim), bytesOf(Desk::built(L"slipway-shimw.exe")));
    EXPECT_EQ(launch(shim, L" x").report.tail(), L"x");
    const Outcome refused =
        desk.slipway(L"install --target " + quoted(easel) + L" --name nul --to " + folder);
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, HasSubstr("it is a device's"));
    expectDone(L"uninstall \"my tool\" --from " + folder);
    expectNoTrace();
}

TEST_F(WindowsInstall, ForAllUsersGoesWhereOnlyAdministratorsWrite) {
    expectDone(L"install easel --system");
    const fs::path shim = desk.folder() / L"programs/Slipway/shims/easel.exe";
    EXPECT_EQ(launch(shim).report.variable(L"BRUSH"), L"oil 3.0");
    expectDone(L"uninstall easel --system");
    expectNoTrace();
}

TEST_F(WindowsInstall, IsRehearsed) {
    const Outcome shims = desk.slipway(L"install easel --dry-run");
    EXPECT_THAT(shims.printed, AllOf(HasSubstr("would be done"), HasSubstr("easel.exe")));
    const Outcome place = desk.slipway(L"install easel --in-place --dry-run");
    EXPECT_THAT(place.printed, HasSubstr("easel.slipway-real.exe"));
    EXPECT_THAT(differences(tree()), IsEmpty());
}

TEST_F(WindowsInstall, SomebodyElsesFileStays) {
    desk.write(L"local/slipway/bin/easel.exe", "mine");
    const Outcome refused = desk.slipway(L"install easel");
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, HasSubstr("is not Slipway's and stays as it is"));
    EXPECT_EQ(bytesOf(bin / L"easel.exe"), "mine");
    EXPECT_FALSE(fs::exists(bin / L"view.exe"));
}

TEST_F(WindowsInstall, StatusTellsAShimOfAnotherVersionAndRepairRenewsIt) {
    desk.variables[L"PATH"] = bin.wstring() + L";" + desk.variables[L"PATH"];
    expectDone(L"install easel");
    expectDone(L"status");
    std::ofstream(bin / L"view.exe", std::ios::binary | std::ios::app) << "older";
    const Outcome told = desk.slipway(L"status");
    EXPECT_EQ(told.code, 1U);
    EXPECT_THAT(told.printed, HasSubstr("it is a shim of another version of Slipway"));
    expectDone(L"repair");
    EXPECT_EQ(bytesOf(bin / L"view.exe"), bytesOf(Desk::built(L"slipway-shimw.exe")));
    expectDone(L"status");
}

TEST_F(WindowsInstall, OfSeveralAtOnceWaitForEachOther) {
    desk.application("brush");
    desk.installation(L"brush", L"1.0");
    const fs::path slipway = Desk::built(L"slipway.exe");
    std::vector<Process> processes;
    for (const wchar_t* name : {L"easel", L"brush", L"easel@2.1", L"easel@3.0"}) {
        processes.push_back(desk.begin(
            slipway, {.line = quoted(slipway) + L" install " + name, .flags = DETACHED_PROCESS}));
    }
    for (Process& process : processes) EXPECT_EQ(process.wait(), 0U);
    for (const wchar_t* name : {L"easel", L"brush", L"easel2.1", L"view3.0"}) {
        EXPECT_TRUE(fs::exists(bin / (std::wstring(name) + L".exe"))) << fs::path(name);
    }
    expectDone(L"uninstall --all");
    EXPECT_FALSE(fs::exists(bin));
}

TEST_F(WindowsInstall, OfAShimInUseIsRefusedAndNothingChanged) {
    expectDone(L"install easel");
    const HANDLE held = ::CreateFileW((bin / L"easel.exe").c_str(), GENERIC_READ, FILE_SHARE_READ,
                                      nullptr, OPEN_EXISTING, 0, nullptr);
    const Outcome refused = desk.slipway(L"uninstall --all");
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, AllOf(HasSubstr("it is in use"), HasSubstr("nothing was changed")));
    ::CloseHandle(held);
    EXPECT_TRUE(fs::exists(bin / L"view.exe"));
    expectDone(L"uninstall --all");
    expectNoTrace();
}

// --- in the place of executables

TEST_F(WindowsInstall, InPlaceTheExecutableStandsBesideAndIsRestored) {
    const std::string bytes = bytesOf(easel);
    expectDone(L"install easel@3.0 --in-place");
    EXPECT_EQ(bytesOf(real), bytes);
    EXPECT_EQ(bytesOf(easel), bytesOf(Desk::built(L"slipway-shim.exe")));
    EXPECT_EQ(bytesOf(easel.parent_path() / L"view.exe"),
              bytesOf(Desk::built(L"slipway-shimw.exe")));
    const Outcome launched = launch(easel, L" x");
    EXPECT_EQ(launched.report.variable(L"BRUSH"), L"oil 3.0") << launched.said;
    EXPECT_EQ(launched.report.tail(), L"x");
    expectDone(L"status");
    expectDone(L"uninstall --in-place --all");
    expectNoTrace();
}

// For another shim of its name it is what stands there, as it was before.
TEST_F(WindowsInstall, InPlaceOnPathItIsTheCommand) {
    expectDone(L"install --in-place --target " + quoted(easel.parent_path() / L"view.exe"));
    const fs::path shim = desk.shim(L"shims/view.exe");
    desk.variables[L"PATH"] = shim.parent_path().wstring() + L";" +
                              easel.parent_path().wstring() + L";" + desk.variables[L"PATH"];
    const Outcome launched = launch(shim, L" x");
    EXPECT_EQ(launched.code, 0U) << launched.said;
    EXPECT_EQ(launched.report.tail(), L"x");
    expectDone(L"uninstall --in-place --all");
    fs::remove_all(shim.parent_path());
    expectNoTrace();
}

TEST_F(WindowsInstall, InPlaceAnUpdateBecomesTheRealOne) {
    expectDone(L"install --in-place --target " + quoted(easel));
    fs::copy_file(Desk::probe(Build::kWindows), easel, fs::copy_options::overwrite_existing);
    const Outcome told = desk.slipway(L"status");
    EXPECT_EQ(told.code, 1U);
    EXPECT_THAT(told.printed, HasSubstr("an update of the application has overwritten the shim"));
    expectDone(L"repair");
    EXPECT_EQ(bytesOf(real), bytesOf(Desk::probe(Build::kWindows)));
    EXPECT_EQ(bytesOf(easel), bytesOf(Desk::built(L"slipway-shimw.exe")));
    expectDone(L"uninstall --in-place easel.exe");
    EXPECT_EQ(bytesOf(easel), bytesOf(Desk::probe(Build::kWindows)));
    EXPECT_FALSE(fs::exists(real));
}

TEST_F(WindowsInstall, InPlaceOfABatchFileIsRefused) {
    desk.write(L"opt/easel3.0/bin/tool.bat", "@echo off\n");
    const fs::path tool = easel.parent_path() / L"tool.bat";
    const Outcome refused = desk.slipway(L"install --in-place --target " + quoted(tool));
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, HasSubstr("it is no .exe"));
    expectDone(L"install --target " + quoted(tool));
    EXPECT_TRUE(fs::exists(bin / L"tool.exe"));
}

TEST_F(WindowsInstall, InPlaceBesideAFileOfItsNameIsRefused) {
    for (const wchar_t* name : {L"easel.exe.config", L"easel._pth"}) {
        std::ofstream(easel.parent_path() / name) << "x";
        const Outcome refused = desk.slipway(L"install --in-place --target " + quoted(easel));
        EXPECT_EQ(refused.code, 1U);
        EXPECT_THAT(refused.said, AllOf(HasSubstr("it reads the file of its own name with"),
                                        HasSubstr("a shim folder works")));
        fs::remove(easel.parent_path() / name);
    }
    EXPECT_THAT(differences(tree()), IsEmpty());
}

// While somebody holds the executable, so that it is known where the install is.
TEST_F(WindowsInstall, InterruptedIsTakenBackByTheNextCommand) {
    const HANDLE held =
        ::CreateFileW(easel.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr,
                      OPEN_EXISTING, 0, nullptr);
    ASSERT_NE(held, INVALID_HANDLE_VALUE);
    {
        const fs::path slipway = Desk::built(L"slipway.exe");
        Process install = desk.begin(
            slipway, {.line = quoted(slipway) + L" install --in-place --target " + quoted(easel),
                      .flags = DETACHED_PROCESS});
        const ULONGLONG end = ::GetTickCount64() + kPatience;
        while (!fs::exists(real) && install.isRunning() && ::GetTickCount64() < end) ::Sleep(1);
        install.kill();
    }
    ::CloseHandle(held);
    const Outcome next = desk.slipway(L"list");
    EXPECT_THAT(next.said, HasSubstr("has been taken back"));
    expectNoTrace();
}

}  // namespace
}  // namespace slipway::windows
