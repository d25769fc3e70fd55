// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Spec 2.3: a loop ends with 125 and the chain that was followed. Each launch is a process of its
// own here, so it is always the 100 within one another that end it.

#include <gmock/gmock.h>

#include "tests/windows/desk.h"

namespace slipway::windows {
namespace {

using testing::HasSubstr;

class WindowsLoop : public testing::Test {
  protected:
    // What is started starts the shim again, which knows of nothing else.
    WindowsLoop() {
        desk.variables[L"PROBE_AGAIN"] = quoted(tool);
        desk.variables[L"PROBE_COUNT"] = (desk.folder() / L"count").wstring();
        desk.variables[L"SLIPWAY_LOG"] = L"error";
    }
    std::uintmax_t calls() const { return fs::file_size(desk.folder() / L"count"); }

    Desk desk;
    fs::path tool = desk.shim(L"bin/tool.exe", Desk::probe());
};

TEST_F(WindowsLoop, EndsAfter100LaunchesWithinOneAnother) {
    const Outcome ended = desk.run(tool, {.line = L"tool"});
    EXPECT_EQ(ended.code, 125u);
    EXPECT_EQ(calls(), 100u);
    EXPECT_THAT(ended.said, HasSubstr("this is a loop, after 100 launches within one another"));
    EXPECT_THAT(ended.said, HasSubstr("probe.exe) \u2192 tool again"));
}

TEST(WindowsLaunchesInARow, AreNoLoop) {
    Desk desk;
    const fs::path tool = desk.shim(L"bin/tool.exe", Desk::probe());
    desk.write(L"row.bat",
               "@echo off\r\nfor /l %%i in (1,1,110) do (\r\ntool\r\n"
               "if errorlevel 1 exit /b 9\r\n)\r\nexit /b 3\r\n");
    desk.variables[L"PATH"] = tool.parent_path().wstring();
    desk.variables[L"SLIPWAY_BYPASS"] = L"1";
    const fs::path cmd = fs::path(desk.variables[L"SystemRoot"]) / L"System32/cmd.exe";
    const Outcome ended =
        desk.run(cmd, {.line = L"cmd /d /c " + quoted(desk.folder() / L"row.bat")});
    EXPECT_EQ(ended.code, 3u) << ended.said;
}

}  // namespace
}  // namespace slipway::windows
