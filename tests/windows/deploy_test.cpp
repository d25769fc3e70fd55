// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway deploy` on Windows (spec 3.2).

#include "tests/windows/install_world.h"

namespace slipway::windows {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class WindowsDeploy : public InstallWorld {
  protected:
    WindowsDeploy() {
        for (const wchar_t* name : {L"slipway.exe", L"slipway-shim.exe", L"slipway-shimw.exe"}) {
            fs::create_directories(desk.folder() / L"next");
            fs::copy_file(Desk::built(name), desk.folder() / L"next" / name);
        }
        // Another build, by what nobody reads.
        for (const wchar_t* name : {L"slipway.exe", L"slipway-shim.exe"}) {
            std::ofstream(desk.folder() / L"next" / name, std::ios::binary | std::ios::app)
                << "next";
        }
    }
    Outcome deploy(const std::wstring& tail) { return by(Desk::built(L"slipway.exe"), tail); }
    Outcome deployNext(const std::wstring& tail) {
        return by(desk.folder() / L"next/slipway.exe", tail);
    }
    Outcome by(const fs::path& slipway, const std::wstring& tail) {
        return desk.run(slipway,
                        {.line = quoted(slipway) + L" deploy " + quoted(share) + L" " + tail});
    }
    std::string current() const {
        const std::string text = bytesOf(share / L"current-windows.txt");
        return text.substr(0, text.find('\n'));
    }
    // A workstation on which nothing is installed, with one entry in PATH.
    Outcome workstation(const std::wstring& name) {
        desk.variables[L"PATH"] = shims.wstring() + L";" + desk.variables[L"PATH"];
        desk.variables.erase(L"SLIPWAY_PLUGIN_PATH");
        return launch(shims / name, L" scene");
    }

    fs::path share = desk.folder() / L"share";
    fs::path shims = share / L"windows";
};

TEST_F(WindowsDeploy, MakesAFolderThatNeedsOneEntryInPathAndNothingInstalled) {
    const Outcome made = deploy(L"easel");
    ASSERT_EQ(made.code, 0U) << made.said;
    EXPECT_THAT(made.printed,
                AllOf(HasSubstr("on PATH of workstations: "), Not(HasSubstr("left"))));
    // Of the kind of what they launch.
    EXPECT_EQ(bytesOf(shims / L"easel.exe"), bytesOf(Desk::built(L"slipway-shim.exe")));
    EXPECT_EQ(bytesOf(shims / L"view.exe"), bytesOf(Desk::built(L"slipway-shimw.exe")));
    EXPECT_EQ(bytesOf(shims / L"slipway.exe"), bytesOf(Desk::built(L"slipway.exe")));
    EXPECT_FALSE(fs::exists(share / L"current"));
    // Wherever it is mounted.
    for (const wchar_t* plugin : {L"definitions-easel", L"paint-1.0"}) {
        fs::rename(desk.folder() / L"studio" / plugin, share / L"plugins" / plugin);
    }
    fs::rename(share, desk.folder() / L"mounted");
    share = desk.folder() / L"mounted";
    shims = share / L"windows";
    const Outcome launched = workstation(L"easel.exe");
    EXPECT_EQ(launched.said, "");
    EXPECT_EQ(launched.report.variable(L"BRUSH"), L"oil 3.0");
    EXPECT_EQ(launched.report.tail(), L"scene");
}

TEST_F(WindowsDeploy, PutsEachVersionBesideTheLastAndWhatRunsKeepsItsOwn) {
    ASSERT_EQ(deploy(L"easel").code, 0U);
    const std::string first = current();
    // A shim runs as long as its application.
    const wchar_t* name = L"slipway-deployed";
    const HANDLE event = ::CreateEventW(nullptr, TRUE, FALSE, name);
    const fs::path shim = shims / L"easel.exe";
    Process running = desk.begin(
        shim, {.line = quoted(shim), .variables = {{L"PROBE_WAIT", name}, {L"PROBE_EXIT", L"77"}}});
    desk.report();
    const Outcome next = deployNext(L"easel");
    EXPECT_EQ(next.code, 0U) << next.said;
    EXPECT_THAT(next.printed, HasSubstr("; before: " + first));
    EXPECT_NE(current(), first);
    EXPECT_TRUE(running.isRunning());
    EXPECT_EQ(bytesOf(shim), bytesOf(desk.folder() / L"next/slipway-shim.exe"));
    EXPECT_EQ(bytesOf(shims / L"view.exe"), bytesOf(Desk::built(L"slipway-shimw.exe")));
    EXPECT_EQ(launch(shim, L" another").report.tail(), L"another");
    ::SetEvent(event);
    EXPECT_EQ(running.wait(), 77U);
    ::CloseHandle(event);

    // By what is deployed itself, which has no shims beside it.
    const Outcome back = by(shims / L"slipway.exe", L"--switch " + widened(first));
    EXPECT_EQ(back.code, 0U) << back.said;
    EXPECT_EQ(current(), first);
    EXPECT_EQ(bytesOf(shim), bytesOf(Desk::built(L"slipway-shim.exe")));
    EXPECT_EQ(bytesOf(shims / L"slipway.exe"), bytesOf(Desk::built(L"slipway.exe")));
    EXPECT_THAT(deploy(L"--list").printed, HasSubstr(first + "  (current)"));
    EXPECT_EQ(deploy(L"--switch " + widened(first)).code, 0U);
    for (const auto& entry : fs::directory_iterator(shims)) {
        EXPECT_FALSE(entry.path().filename().wstring().starts_with(L".")) << "left behind";
    }
}

TEST_F(WindowsDeploy, LaysOtherPlatformsBuildsThereAndSaysWhatIsLeftToDo) {
    for (const wchar_t* name : {L"slipway", L"slipway-shim"}) {
        desk.write(fs::path(L"builds/linux") / name, "another system's");
    }
    const Outcome made = deploy(L"easel --builds " + quoted(desk.folder() / L"builds"));
    ASSERT_EQ(made.code, 0U) << made.said;
    EXPECT_THAT(made.printed, HasSubstr("left to do on Linux: 'slipway deploy DIR APP"));
    EXPECT_EQ(bytesOf(share / L"versions" / widened(current()) / L"linux/slipway-shim"),
              "another system's");
    EXPECT_FALSE(fs::exists(share / L"linux"));
    EXPECT_EQ(deploy(L"easel --builds " + quoted(desk.folder() / L"nowhere")).code, 1U);
}

TEST_F(WindowsDeploy, ItsShimsAreToldByStatusAndTakenOutOneByOne) {
    ASSERT_EQ(deploy(L"easel").code, 0U);
    desk.variables[L"PATH"] = shims.wstring() + L";" + desk.variables[L"PATH"];
    const Outcome status = desk.slipway(L"status");
    EXPECT_THAT(status.printed, HasSubstr("windows\\easel.exe"));
    EXPECT_EQ(desk.slipway(L"repair").code, 0U);
    const Outcome gone = desk.slipway(L"uninstall view --from " + quoted(shims));
    EXPECT_EQ(gone.code, 0U) << gone.said;
    EXPECT_FALSE(fs::exists(shims / L"view.exe"));
    EXPECT_TRUE(fs::exists(shims / L"easel.exe"));
    EXPECT_TRUE(fs::exists(shims / L"slipway.exe"));
}

TEST_F(WindowsDeploy, LeavesWhatIsNoneOfItsShims) {
    desk.write(L"share/windows/view.exe", "mine");
    const Outcome refused = deploy(L"easel");
    EXPECT_EQ(refused.code, 1U);
    EXPECT_THAT(refused.said, HasSubstr("no shim of a deployment"));
    EXPECT_EQ(bytesOf(shims / L"view.exe"), "mine");
    EXPECT_FALSE(fs::exists(share / L"current-windows.txt"));
    EXPECT_EQ(deploy(L"--switch 9.9").code, 1U);
}

}  // namespace
}  // namespace slipway::windows
