// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// `slipway.exe` as people type it. What its verbs say is tested in tests/cli, on Windows too; here
// is what takes a disk, a console's own shell and a process.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/windows/desk.h"

namespace slipway::windows {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class WindowsCommandLine : public testing::Test {
  protected:
    WindowsCommandLine() {
        executable = desk.installation(L"maya", L"2024");
        desk.application("maya", "batch = ['-batch']\n");
    }
    void integration(const std::string& env) {
        desk.write(L"studio/one-1.0/slipway.toml", "slipway = 1\n[integration.env]\n" + env);
    }

    Desk desk;
    fs::path executable;
};

TEST_F(WindowsCommandLine, ExplainsWhatALaunchFinds) {
    integration("V.prepend = ['{plugin.dir}/a', '\u6f22']\nPATH.append = 'C:\\more'");
    const Outcome explained = desk.slipway(L"explain --json maya -- -x");
    ASSERT_EQ(explained.code, 0u) << explained.said;
    const auto json = nlohmann::json::parse(explained.printed);
    EXPECT_EQ(json["command"]["executable"], narrowed(executable.wstring()));
    EXPECT_EQ(json["command"]["arguments"], nlohmann::json{"-x"});
    const Report launched = desk.slipway(L"run maya -x").report;
    for (const auto& variable : json["environment"]) {
        const std::string name = variable["name"];
        if (name.starts_with("SLIPWAY_")) continue;  // of each launch its own
        EXPECT_EQ(variable["value"], narrowed(launched.variable(widened(name)).value_or(L"unset")));
    }
    EXPECT_EQ(launched.variable(L"V"),
              (desk.folder() / L"studio/one-1.0").make_preferred().wstring() + L"/a;\u6f22");
}

TEST_F(WindowsCommandLine, RunsAnApplicationAsAShimWould) {
    desk.variables[L"PROBE_EXIT"] = L"3221225477";
    const Outcome ended = desk.slipway(L"run maya@2024 a\"b c\"d  \\\\\"e\"  %x% ");
    EXPECT_EQ(ended.code, 0xC0000005u) << ended.said;
    EXPECT_EQ(ended.report.tail(), L"a\"b c\"d  \\\\\"e\"  %x% ");
    EXPECT_EQ(ended.report.arguments.at(0), executable.wstring());
}

TEST_F(WindowsCommandLine, ChecksWithThePlaceOfWhatIsWrong) {
    integration("V.prepnd = 'x'");
    const Outcome checked = desk.slipway(L"check");
    EXPECT_EQ(checked.code, 1u);
    EXPECT_THAT(checked.printed + checked.said,
                AllOf(HasSubstr("slipway.toml:3:3"), HasSubstr("'prepnd'"), HasSubstr("prepend")));
}

TEST_F(WindowsCommandLine, SaysHowItIsUsedWhereItIsNot) {
    EXPECT_EQ(desk.slipway(L"exlpain maya").code, 2u);
    EXPECT_EQ(desk.slipway(L"run nothing").code, 127u);
    EXPECT_EQ(desk.slipway(L"--help").code, 0u);
}

TEST_F(WindowsCommandLine, PrintsWhatCmdEvaluates) {
    integration(
        "PLAIN.set = 'C:\\a b'\nSPECIAL.set = 'a & b | c < d > e ^ f (g) !h!'\n"
        "QUOTE.set = 'say \"hi\" & go'\nGONE.unset = true");
    desk.variables[L"GONE"] = L"here";
    const std::string script = desk.slipway(L"env maya --format cmd").printed;
    // A batch file, since Wine's `for /f` reads no command's output; `%` is another thing there.
    desk.write(L"typed.bat", "@echo off\r\n" + script + "\r\n\"%PROBE_REAL%\"\r\n");
    desk.variables[L"PROBE_REAL"] = Desk::probe().wstring();
    const fs::path cmd = fs::path(desk.variables[L"SystemRoot"]) / L"System32/cmd.exe";
    const Report report =
        desk.run(cmd, {.line = L"cmd /d /c " + quoted(desk.folder() / L"typed.bat")}).report;
    EXPECT_EQ(report.variable(L"PLAIN"), L"C:\\a b") << script;
    EXPECT_EQ(report.variable(L"SPECIAL"), L"a & b | c < d > e ^ f (g) !h!") << script;
    EXPECT_EQ(report.variable(L"QUOTE"), L"say \"hi\" & go") << script;
    EXPECT_EQ(report.variable(L"GONE"), std::nullopt) << script;
}

}  // namespace
}  // namespace slipway::windows
