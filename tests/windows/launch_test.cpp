// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What spec 2.2 promises of a launch on Windows, seen by a target that reports what it was started
// with. The shims here know their target and are told to read nothing, so that only the launch is
// tested; docs/platforms.md says what Wine can show of it and what not.

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/windows/desk.h"

namespace slipway::windows {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class WindowsLaunch : public testing::Test {
  protected:
    WindowsLaunch() { desk.variables[L"SLIPWAY_BYPASS"] = L"1"; }

    Outcome launch(const std::wstring& tail,
                   const std::map<std::wstring, std::wstring>& more = {}) {
        return desk.run(maya, {.line = quoted(maya) + L" " + tail, .variables = more});
    }

    Desk desk;
    fs::path maya = desk.shim(L"bin/maya.exe", Desk::probe());
};

TEST_F(WindowsLaunch, FindsTheTailBehindAnyNameHoweverItIsQuoted) {
    const std::wstring path = maya.wstring();
    const std::wstring names[] = {
        L"maya",
        L"maya.exe ",
        L"\"" + path + L"\"",
        L"\"a b\"\\c",
        L"\"C:\\bin\\\"",
        L"\"\"",
        L"\"" + path.substr(0, 20) + L"\"\"" + path.substr(20) + L"\"",
    };
    const std::wstring tail = L"a\"b c\"d  \"\"  \\\\\"e f\\\\\" \\\"g";
    const Report direct = desk.run(Desk::probe(), {.line = L"maya " + tail}).report;
    for (const std::wstring& name : names) {
        const Outcome outcome = desk.run(maya, {.line = name + L" " + tail});
        EXPECT_EQ(outcome.report.tail(), tail) << fs::path(name) << outcome.said;
        EXPECT_EQ(outcome.report.words(), direct.words()) << fs::path(name);
    }
}

TEST_F(WindowsLaunch, PassesTheTailAsItWasWritten) {
    const std::wstring tails[] = {
        L"",
        L"-v",
        L"%PATH% ^& | < > ! 'x'  trailing  ",
        L"a\tb",
        L"\"never closed",
        L"\u6f22\u5b57 \u00e9 \U0001f680",
        {L'a', static_cast<wchar_t>(0xd800), L'b', static_cast<wchar_t>(0xdfff)},
    };
    for (const std::wstring& tail : tails) {
        const Report direct = desk.run(Desk::probe(), {.line = L"maya " + tail}).report;
        const Outcome outcome = launch(tail);
        EXPECT_EQ(outcome.report.tail(), tail) << outcome.said;
        EXPECT_EQ(outcome.report.words(), direct.words());
    }
}

TEST_F(WindowsLaunch, NamesTheRealExecutableFirst) {
    EXPECT_EQ(launch(L"").report.arguments.at(0), Desk::probe().wstring());
}

TEST_F(WindowsLaunch, ReturnsAllThirtyTwoBitsOfTheExitCode) {
    for (const DWORD code :
         {DWORD{0}, DWORD{7}, DWORD{259}, DWORD{0xC0000005}, DWORD{0xffffffff}}) {
        EXPECT_EQ(launch(L"", {{L"PROBE_EXIT", std::to_wstring(code)}}).code, code);
    }
}

TEST_F(WindowsLaunch, IsWhatALaunchWithoutAShimWouldBe) {
    const std::map<std::wstring, std::wstring> more = {
        {L"odd \u6f22", {L'x', static_cast<wchar_t>(0xd800)}},
        {L"EMPTY", L""},
        {L"=C:", L"C:\\somewhere"},
        {L"=Z:", L"Z:\\tmp"}};
    const Outcome direct = desk.run(Desk::probe(), {.line = L"maya -v", .variables = more});
    const Outcome outcome = desk.run(maya, {.line = L"maya -v", .variables = more});
    EXPECT_EQ(outcome.said, "");
    EXPECT_EQ(outcome.printed, "");
    EXPECT_THAT(outcome.report.environment,
                testing::UnorderedElementsAreArray(direct.report.environment));
    for (const wchar_t* key :
         {L"folder", L"title", L"show", L"reserved", L"input", L"output", L"error", L"priority"}) {
        EXPECT_EQ(outcome.report.facts.at(key), direct.report.facts.at(key)) << fs::path(key);
    }
}

TEST_F(WindowsLaunch, HasOnePathWhereTheCallerHadTwo) {
    const std::wstring folder = (desk.folder() / L"one").wstring();
    const Outcome outcome =
        desk.run(maya, {.line = L"maya", .variables = {{L"PATH", folder}, {L"Path", L"C:\\two"}}});
    EXPECT_EQ(outcome.report.variable(L"PATH"), folder);  // the first one is what Windows finds
    EXPECT_EQ(outcome.report.variable(L"Path"), std::nullopt);
}

TEST_F(WindowsLaunch, PassesTitleShowWindowAndPriorityOn) {
    Start start{.line = L"maya", .flags = HIGH_PRIORITY_CLASS};
    wchar_t title[] = L"C:\\shortcuts\\Maya 2024.lnk";
    start.info.lpTitle = title;
    start.info.dwFlags = STARTF_USESHOWWINDOW;
    start.info.wShowWindow = SW_SHOWMINNOACTIVE;
    const Outcome direct = desk.run(Desk::probe(), start);
    const Outcome outcome = desk.run(maya, start);
    EXPECT_EQ(outcome.report.facts.at(L"title"), title);
    EXPECT_EQ(outcome.report.facts.at(L"show"), std::to_wstring(SW_SHOWMINNOACTIVE));
    // Wine starts everything in the normal class.
    EXPECT_EQ(outcome.report.facts.at(L"priority"), direct.report.facts.at(L"priority"));
}

TEST_F(WindowsLaunch, PassesWhatTheCRuntimeHandsOn) {
    // A count of descriptors, their flags, their handles: two that are not open.
    unsigned char reserved[4 + 2 + 2 * sizeof(HANDLE)] = {2};
    std::fill(reserved + 6, std::end(reserved), static_cast<unsigned char>(0xff));
    Start start{.line = L"maya"};
    start.info.cbReserved2 = sizeof reserved;
    start.info.lpReserved2 = reserved;
    const Outcome direct = desk.run(Desk::probe(), start);
    const Outcome outcome = desk.run(maya, start);
    EXPECT_THAT(outcome.report.facts.at(L"reserved"), testing::StartsWith(L"0200000000"));
    EXPECT_EQ(outcome.report.facts.at(L"reserved"), direct.report.facts.at(L"reserved"));
}

TEST_F(WindowsLaunch, PassesInheritedHandlesOn) {
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    const HANDLE event = ::CreateEventW(&inherited, TRUE, FALSE, nullptr);
    const auto number = std::to_wstring(reinterpret_cast<std::uintptr_t>(event));
    EXPECT_EQ(launch(L"", {{L"PROBE_HANDLE", number}}).report.facts.at(L"handle"), L"works");
    EXPECT_EQ(::WaitForSingleObject(event, 0), WAIT_OBJECT_0);
    ::CloseHandle(event);
}

TEST_F(WindowsLaunch, PassesBinaryInputThrough) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    desk.write(L"input", bytes + '\x1a' + "behind");
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    const HANDLE input = ::CreateFileW((desk.folder() / L"input").c_str(), GENERIC_READ,
                                       FILE_SHARE_READ, &inherited, OPEN_EXISTING, 0, nullptr);
    Start start{.line = L"maya", .variables = {{L"PROBE_READ", L"1"}}};
    start.info.dwFlags = STARTF_USESTDHANDLES;
    start.info.hStdInput = input;
    const std::wstring read = desk.run(maya, start).report.facts.at(L"read");
    EXPECT_EQ(read.size(), 2 * (256 + 1 + 6));
    EXPECT_EQ(read.substr(2 * 0x1a, 4), L"1a1b");
    ::CloseHandle(input);
}

TEST_F(WindowsLaunch, LeavesClosedStreamsClosed) {
    Start start{.line = L"maya"};
    start.info.dwFlags = STARTF_USESTDHANDLES;  // and no handle
    const Outcome direct = desk.run(Desk::probe(), start);
    const Outcome outcome = desk.run(maya, start);
    for (const wchar_t* key : {L"input", L"output", L"error"}) {
        EXPECT_EQ(outcome.report.facts.at(key), direct.report.facts.at(key)) << fs::path(key);
    }
}

TEST_F(WindowsLaunch, LeavesCtrlCToAnApplicationThatCleansUp) {
    const Start start{.line = L"maya",
                      .variables = {{L"PROBE_INTERRUPT", L"handled"}},
                      .flags = CREATE_NEW_CONSOLE};
    EXPECT_EQ(desk.begin(maya, start).wait(), 77u);
}

// The control: without a handler the same event does end a process. With which exit code is the
// system's to say: 0xC000013A on Windows, 0 in Wine.
TEST_F(WindowsLaunch, ReturnsWhatBecomesOfAnApplicationThatCtrlCEnds) {
    const Start start{.line = L"maya",
                      .variables = {{L"PROBE_INTERRUPT", L"unhandled"}},
                      .flags = CREATE_NEW_CONSOLE};
    EXPECT_EQ(desk.begin(maya, start).wait(), desk.begin(Desk::probe(), start).wait());
}

// One of its own for each process that Windows asks: it begins where the system would have it
// begin.
void sendEvent(const Process& process, DWORD event) {
    const auto routine = reinterpret_cast<LPTHREAD_START_ROUTINE>(reinterpret_cast<void*>(
        ::GetProcAddress(::GetModuleHandleW(L"kernelbase.dll"), "CtrlRoutine")));
    ASSERT_NE(routine, nullptr);
    const HANDLE thread = ::CreateRemoteThread(
        process.handle(), nullptr, 0, routine,
        reinterpret_cast<void*>(static_cast<std::uintptr_t>(event)), 0, nullptr);
    ASSERT_NE(thread, nullptr) << ::GetLastError();
    ::CloseHandle(thread);
}

// Opens a process that reported its number.
HANDLE openReported(const Report& report) {
    return ::OpenProcess(SYNCHRONIZE | PROCESS_TERMINATE, FALSE,
                         std::stoul(report.facts.at(L"process")));
}

bool endsSoon(HANDLE process) {
    return ::WaitForSingleObject(process, 30'000) == WAIT_OBJECT_0;
}

// What would end at once, were it to end at all: the system ends all of a job together, and the
// witness of that is another member of the job.
bool isRunning(HANDLE process) {
    return ::WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
}

class Event {
  public:
    explicit Event(const std::wstring& name)
        : handle_(::CreateEventW(nullptr, TRUE, FALSE, name.c_str())) {}
    ~Event() {
        ::SetEvent(handle_);
        ::CloseHandle(handle_);
    }

  private:
    HANDLE handle_;
};

TEST_F(WindowsLaunch, EndsTheApplicationWhenTheShimIsKilled) {
    const Event event(L"slipway-never-1");
    Process shim =
        desk.begin(maya, {.line = L"maya", .variables = {{L"PROBE_WAIT", L"slipway-never-1"}}});
    const HANDLE application = openReported(desk.report());
    EXPECT_TRUE(isRunning(application));
    shim.kill();
    EXPECT_TRUE(endsSoon(application));
    ::CloseHandle(application);
}

// An application that takes its time to save what it has, and then ends as it likes. Closing a
// window cannot be shown in Wine, which ends all of its processes without asking, so the shim alone
// is asked, in the way in which the system does it.
TEST_F(WindowsLaunch, WaitsForTheApplicationWhenTheConsoleIsClosed) {
    for (const DWORD event : {CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT}) {
        const std::wstring name = L"slipway-closing-" + std::to_wstring(event);
        const Start start{.line = L"maya",
                          .variables = {{L"PROBE_WAIT", name}, {L"PROBE_EXIT", L"77"}}};
        Process shim = [&] {
            const Event saved(name);
            Process started = desk.begin(maya, start);
            desk.report();
            sendEvent(started, event);
            EXPECT_TRUE(started.isRunning());
            return started;
        }();
        EXPECT_EQ(shim.wait(), 77u);
    }
}

// The control: what has no handler ends at once.
TEST_F(WindowsLaunch, TheSameEndsAProcessWithoutAHandler) {
    const Event event(L"slipway-never-6");
    Process probe = desk.begin(
        Desk::probe(), {.line = L"maya", .variables = {{L"PROBE_WAIT", L"slipway-never-6"}}});
    desk.report();
    sendEvent(probe, CTRL_CLOSE_EVENT);
    EXPECT_NE(probe.wait(), 77u);
}

TEST_F(WindowsLaunch, LeavesAnApplicationWithWindowsRunningWhenItsShimIsKilled) {
    const Event event(L"slipway-never-2");
    const fs::path nuke = desk.shim(L"bin/nuke.exe", Desk::probe(Build::kWindows), Build::kWindows);
    Process shim =
        desk.begin(nuke, {.line = L"nuke", .variables = {{L"PROBE_WAIT", L"slipway-never-2"}}});
    const HANDLE application = openReported(desk.report());
    shim.kill();
    EXPECT_TRUE(isRunning(application));
    ::TerminateProcess(application, 0);
    ::CloseHandle(application);
}

TEST_F(WindowsLaunch, WaitsForAnApplicationOfTheWindowsSubsystem) {
    for (const Build build : {Build::kConsole, Build::kWindows}) {
        const fs::path nuke = desk.shim(L"bin/nuke.exe", Desk::probe(Build::kWindows), build);
        EXPECT_EQ(desk.run(nuke, {.line = L"nuke", .variables = {{L"PROBE_EXIT", L"7"}}}).code, 7u);
    }
}

TEST_F(WindowsLaunch, LetsAGrandchildBreakAway) {
    const Event event(L"slipway-never-3");
    Process shim = desk.begin(
        maya, {.line = L"maya",
               .variables = {{L"PROBE_WAIT", L"slipway-never-3"},
                             {L"PROBE_SPAWN", quoted(Desk::probe())},
                             {L"PROBE_SPAWN_FLAGS", std::to_wstring(CREATE_BREAKAWAY_FROM_JOB)}}});
    const HANDLE application = openReported(desk.report());
    const HANDLE grandchild = openReported(desk.report(L".child"));
    shim.kill();
    EXPECT_TRUE(endsSoon(application));
    EXPECT_TRUE(isRunning(grandchild));
    ::TerminateProcess(grandchild, 0);
    ::CloseHandle(grandchild);
    ::CloseHandle(application);
}

TEST_F(WindowsLaunch, EndsAGrandchildThatDoesNot) {
    const Event event(L"slipway-never-4");
    Process shim = desk.begin(maya, {.line = L"maya",
                                     .variables = {{L"PROBE_WAIT", L"slipway-never-4"},
                                                   {L"PROBE_SPAWN", quoted(Desk::probe())}}});
    const HANDLE grandchild = openReported(desk.report(L".child"));
    desk.report();
    shim.kill();
    EXPECT_TRUE(endsSoon(grandchild));
    ::CloseHandle(grandchild);
}

// The daemon would wait for ever, the application does not: it is told to leave the one that waits.
TEST_F(WindowsLaunch, LeavesADaemonRunningThatOutlivesItsApplication) {
    const Event event(L"slipway-never-5");
    desk.variables[L"PROBE_WAIT"] = L"";
    desk.write(L"daemon.bat", "@set PROBE_WAIT=slipway-never-5\r\n@\"%PROBE_DAEMON%\"\r\n");
    const std::wstring line =
        L"cmd.exe /d /c \"" + (desk.folder() / L"daemon.bat").wstring() + L"\"";
    const Outcome outcome =
        desk.run(maya, {.line = L"maya",
                        .variables = {{L"PROBE_SPAWN", line},
                                      {L"PROBE_DAEMON", Desk::probe().wstring()},
                                      {L"PROBE_EXIT", L"3"}}});
    EXPECT_EQ(outcome.code, 3u);
    const HANDLE daemon = openReported(desk.report(L".child"));
    EXPECT_TRUE(isRunning(daemon));
    ::TerminateProcess(daemon, 0);
    ::CloseHandle(daemon);
}

TEST_F(WindowsLaunch, WorksInsideAJob) {
    const HANDLE job = ::CreateJobObjectW(nullptr, nullptr);
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    ::SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
    const Outcome outcome =
        desk.run(maya, {.line = L"maya", .variables = {{L"PROBE_EXIT", L"5"}}, .job = job});
    EXPECT_EQ(outcome.code, 5u);
    EXPECT_EQ(outcome.said, "");
    ::CloseHandle(job);
}

TEST_F(WindowsLaunch, EndsWithTheJobThatItStandsIn) {
    const Event event(L"slipway-never-7");
    const HANDLE job = ::CreateJobObjectW(nullptr, nullptr);
    Process shim = desk.begin(
        maya, {.line = L"maya", .variables = {{L"PROBE_WAIT", L"slipway-never-7"}}, .job = job});
    const HANDLE application = openReported(desk.report());
    ::TerminateJobObject(job, 3);
    EXPECT_EQ(shim.wait(), 3u);
    EXPECT_TRUE(endsSoon(application));
    ::CloseHandle(application);
    ::CloseHandle(job);
}

TEST_F(WindowsLaunch, IsOfTheShimsOwnFileWhateverTheNameOnTheCommandLine) {
    for (const wchar_t* name : {L"maya.EXE", L"MAYA", L"houdini", L"C:\\elsewhere\\nuke.exe"}) {
        EXPECT_EQ(desk.run(maya, {.line = name}).report.arguments.at(0), Desk::probe().wstring());
    }
}

TEST_F(WindowsLaunch, PassesOverShimsOnPath) {
    const fs::path nuke = desk.shim(L"one/nuke.exe");
    desk.shim(L"two/nuke.exe");
    fs::create_directories(desk.folder() / L"real/nuke.exe.folder");
    const std::wstring folder = desk.folder().wstring();
    const std::wstring shims = folder + L"\\one;relative;;\"" + folder + L"\\two\"";
    const Outcome none = desk.run(nuke, {.line = L"nuke", .variables = {{L"PATH", shims}}});
    EXPECT_EQ(none.code, 127u);
    EXPECT_THAT(none.said, HasSubstr("'nuke' was not found on PATH"));
    fs::copy_file(Desk::probe(), desk.folder() / L"real/nuke.EXE");
    const Outcome real = desk.run(
        nuke, {.line = L"nuke x", .variables = {{L"PATH", shims + L";" + folder + L"\\real\\"}}});
    EXPECT_EQ(real.code, 0u);
    EXPECT_THAT(real.report.arguments, ElementsAre(folder + L"\\real\\nuke.exe", L"x"));
}

TEST_F(WindowsLaunch, CompletesNamesAsPathextSays) {
    const fs::path nuke = desk.shim(L"one/nuke.exe");
    desk.write(L"real/nuke.bat", "@exit 9\r\n");
    fs::copy_file(Desk::probe(), desk.folder() / L"real/nuke.exe");
    const std::wstring path = (desk.folder() / L"real").wstring();
    const auto code = [&](const wchar_t* endings) {
        return desk
            .run(nuke, {.line = L"nuke", .variables = {{L"PATH", path}, {L"PATHEXT", endings}}})
            .code;
    };
    EXPECT_EQ(code(L".BAT;.EXE"), 9u);
    EXPECT_EQ(code(L".exe;.bat"), 0u);
    EXPECT_EQ(code(L".vbs"), 127u);
}

TEST_F(WindowsLaunch, ExplainsWhatCannotBeStarted) {
    desk.write(L"real/text.exe", "this is no program\n");
    const fs::path text = desk.shim(L"bin/text.exe", desk.folder() / L"real/text.exe");
    const Outcome broken = desk.run(text, {.line = L"text"});
    EXPECT_EQ(broken.code, 126u);
    EXPECT_THAT(broken.said, HasSubstr("no program that this Windows can run"));
    const fs::path gone = desk.shim(L"bin/gone.exe", desk.folder() / L"real/gone.exe");
    const Outcome missing = desk.run(gone, {.line = L"gone"});
    EXPECT_EQ(missing.code, 127u);
    EXPECT_THAT(missing.said, HasSubstr("it is not there"));
}

// Wine takes longer ones than Windows does, so this is the shim's own check.
TEST_F(WindowsLaunch, RefusesACommandLineThatIsTooLong) {
    const std::wstring name = L"maya ";
    const std::size_t added = Desk::probe().wstring().size() + 3 - name.size();
    const std::wstring fits(32'766 - name.size() - added, L'x');
    const Outcome fitting = desk.run(maya, {.line = name + fits});
    EXPECT_EQ(fitting.code, 0u) << fitting.said;
    EXPECT_EQ(fitting.report.arguments.at(1), fits);
    const Outcome beyond = desk.run(maya, {.line = name + fits + L"x"});
    EXPECT_EQ(beyond.code, 125u);
    EXPECT_THAT(beyond.said, HasSubstr("would have 32767 characters"));
}

class WindowsBatchFile : public WindowsLaunch {
  protected:
    // The batch file hands its arguments on to the probe, as wrappers do.
    void wrap(const std::string& name) {
        desk.write(L"real dir/" + widened(name),
                   "@echo off\r\n\"%PROBE_REAL%\" %*\r\nexit /b %ERRORLEVEL%\r\n");
        wrapped = desk.shim(L"bin/wrapped.exe", desk.folder() / L"real dir" / widened(name));
        desk.variables[L"PROBE_REAL"] = Desk::probe().wstring();
    }
    Outcome launchWrapped(const std::wstring& tail) {
        return desk.run(wrapped, {.line = L"wrapped " + tail});
    }

    fs::path wrapped;
};

TEST_F(WindowsBatchFile, GetsArgumentsThatCmdMakesNothingOf) {
    wrap("wrapper.bat");
    const Outcome outcome = launchWrapped(L"plain \"two words\" \"a&b|c<d>e^f\" \"(x)\"");
    ASSERT_FALSE(outcome.report.arguments.empty()) << outcome.said;
    EXPECT_THAT(outcome.report.arguments,
                ElementsAre(testing::_, L"plain", L"two words", L"a&b|c<d>e^f", L"(x)"));
}

TEST_F(WindowsBatchFile, GetsNoSecondCommandOutOfAnArgument) {
    wrap("wrapper.CMD");
    const std::wstring pwned = (desk.folder() / L"pwned").wstring();
    for (const std::wstring& tail : {L"\\\"&echo x>\"" + pwned + L"\"", L"a\\\"^&echo x>" + pwned,
                                     L"\"&echo x>" + pwned, L"%CMDCMDLINE:~-1%&echo x>" + pwned}) {
        launchWrapped(tail);
        EXPECT_FALSE(fs::exists(pwned)) << fs::path(tail);
    }
}

TEST_F(WindowsBatchFile, IsRefusedWhatWouldEndItsLine) {
    wrap("wrapper.bat");
    const Outcome outcome = launchWrapped(L"\"a\r\necho x\"");
    EXPECT_EQ(outcome.code, 125u);
    EXPECT_THAT(outcome.said, HasSubstr("batch file"));
}

TEST_F(WindowsBatchFile, ReturnsItsExitCode) {
    wrap("wrapper.bat");
    EXPECT_EQ(desk.run(wrapped, {.line = L"x", .variables = {{L"PROBE_EXIT", L"42"}}}).code, 42u);
}

// The name that Windows sees through; a file of that very name cannot be made there.
TEST_F(WindowsBatchFile, IsOneBehindDotsAndSpacesToo) {
    desk.write(L"real/odd.bat", "@exit 9\r\n");
    const fs::path shim =
        desk.shim(L"bin/odd.exe", (desk.folder() / L"real/odd.bat").wstring() + L". .");
    const Outcome outcome = desk.run(shim, {.line = L"odd \"a\r\nb\""});
    EXPECT_EQ(outcome.code, 125u);
    EXPECT_THAT(outcome.said, HasSubstr("batch file"));
}

}  // namespace
}  // namespace slipway::windows
