// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Where a refusal is read (spec 2.2): on the stream or the console that there is; where there is
// neither, and somebody sits in front of it, in a message box. Wine's windows are real ones to
// programs, though nobody sees them.

#include <gmock/gmock.h>

#include "tests/windows/desk.h"

namespace slipway::windows {
namespace {

using testing::HasSubstr;

constexpr DWORD kPatience = 30'000;
constexpr const wchar_t* kBoxClass = L"#32770";

// The only window of its class that a process has.
HWND boxOf(DWORD process) {
    for (HWND window = nullptr;;) {
        window = ::FindWindowExW(nullptr, window, kBoxClass, nullptr);
        DWORD owner = 0;
        if (window == nullptr || ::GetWindowThreadProcessId(window, &owner) == 0) return nullptr;
        // Before it is shown it has no text.
        if (owner == process && ::IsWindowVisible(window)) return window;
    }
}

HWND waitForBox(const Process& process) {
    const ULONGLONG deadline = ::GetTickCount64() + kPatience;
    HWND box = nullptr;
    while (box == nullptr && process.isRunning() && ::GetTickCount64() < deadline) {
        box = boxOf(process.id());
        if (box == nullptr) ::Sleep(10);
    }
    EXPECT_NE(box, nullptr) << "no message box is shown";
    return box;
}

std::string textOf(HWND window) {
    wchar_t text[4096] = {};
    ::SendMessageW(window, WM_GETTEXT, 4096, reinterpret_cast<LPARAM>(text));
    return narrowed(text);
}

std::string textsWithin(HWND box) {
    std::string texts;
    for (HWND child = nullptr;
         (child = ::FindWindowExW(box, child, L"Static", nullptr)) != nullptr;) {
        texts += textOf(child);
    }
    return texts;
}

class WindowsNotice : public testing::Test {
  protected:
    // As a shortcut starts it: no stream, no console.
    Process click(const fs::path& shim) {
        Start start{.line = L"nuke", .flags = DETACHED_PROCESS};
        start.info.dwFlags = STARTF_USESTDHANDLES;  // and no handle
        return desk.begin(shim, start);
    }

    Desk desk;
    fs::path nuke = desk.shim(L"bin/nuke.exe", desk.folder() / L"gone/nuke.exe", Build::kWindows);
};

TEST_F(WindowsNotice, IsAMessageBoxWhereThereIsNothingElse) {
    desk.variables[L"SLIPWAY_BYPASS"] = L"1";
    Process shim = click(nuke);
    const HWND box = waitForBox(shim);
    EXPECT_EQ(textOf(box), "nuke was not launched");
    EXPECT_THAT(textsWithin(box), HasSubstr("nuke.exe': it is not there"));
    ::PostMessageW(box, WM_COMMAND, IDOK, 0);
    EXPECT_EQ(shim.wait(), 127u);
}

TEST_F(WindowsNotice, GivesAllReasonsOfARefusal) {
    desk.installation(L"nuke", L"15.1");
    desk.application("nuke");
    desk.write(L"studio/broken-1.0/slipway.toml", "slipway = 1\n[integration]\nwhen = 7\n");
    desk.variables[L"SLIPWAY_STRICT"] = L"1";
    desk.helpedShim(L"bin/nuke.exe", Build::kWindows);
    Process shim = click(nuke);
    const HWND box = waitForBox(shim);
    EXPECT_THAT(textsWithin(box), HasSubstr("broken-1.0"));
    ::PostMessageW(box, WM_CLOSE, 0, 0);
    EXPECT_EQ(shim.wait(), 125u);
}

// Nobody would close it: wait() would fail.
TEST_F(WindowsNotice, IsNoneWhereNobodyLooks) {
    desk.variables[L"SLIPWAY_BYPASS"] = L"1";
    for (const wchar_t* mode : {L"batch", L"farm"}) {
        desk.variables[L"SLIPWAY_MODE"] = mode;
        EXPECT_EQ(click(nuke).wait(), 127u);
    }
    desk.variables[L"SLIPWAY_MODE"] = L"interactive";
    desk.variables[L"SLIPWAY_LOG"] = L"off";
    EXPECT_EQ(click(nuke).wait(), 127u);
}

TEST_F(WindowsNotice, IsNoneOfTheBuildForConsoles) {
    desk.variables[L"SLIPWAY_BYPASS"] = L"1";
    const fs::path maya = desk.shim(L"bin/maya.exe", desk.folder() / L"gone/maya.exe");
    EXPECT_EQ(click(maya).wait(), 127u);
}

TEST_F(WindowsNotice, IsALineWhereAStreamIsThere) {
    desk.variables[L"SLIPWAY_BYPASS"] = L"1";
    const Outcome refused = desk.run(nuke, {.line = L"nuke", .flags = DETACHED_PROCESS});
    EXPECT_EQ(refused.code, 127u);
    EXPECT_THAT(refused.said, HasSubstr("it is not there"));
}

// A console, in it the probe as the shell that somebody types at, and what that starts.
class WindowsConsole : public WindowsNotice {
  protected:
    Report typed(const fs::path& command) {
        desk.variables[L"SLIPWAY_BYPASS"] = L"1";
        Process shell = desk.begin(Desk::probe(), {.line = L"shell",
                                                   .variables = {{L"PROBE_SPAWN", quoted(command)},
                                                                 {L"PROBE_SPAWN_WAIT", L"1"},
                                                                 {L"PROBE_SCREEN", L"1"},
                                                                 {L"PROBE_ATTACH", L"1"}},
                                                   .flags = CREATE_NEW_CONSOLE});
        shell.wait();
        return desk.report();
    }
};

TEST_F(WindowsConsole, OfTheParentShowsWhatIsWrong) {
    const Report shell = typed(nuke);
    EXPECT_EQ(shell.facts.at(L"spawned"), L"127");
    EXPECT_THAT(narrowed(shell.facts.at(L"screen")), HasSubstr("slipway: cannot start"));
}

TEST_F(WindowsConsole, OfTheParentIsTheApplicationsToAttachTo) {
    for (const fs::path& command :
         {Desk::probe(Build::kWindows),
          desk.shim(L"bin/paint.exe", Desk::probe(Build::kWindows), Build::kWindows)}) {
        EXPECT_EQ(typed(command).facts.at(L"spawned"), L"0");
        EXPECT_EQ(desk.report(L".child").facts.at(L"attached"), L"yes") << command;
    }
}

}  // namespace
}  // namespace slipway::windows
