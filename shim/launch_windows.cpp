// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>

#include <cstddef>

#include "resolver/system_windows.h"
#include "resolver/windows_command_line.h"
#include "resolver/windows_environment.h"
#include "shim/command_windows.h"
#include "shim/console_windows.h"
#include "shim/helper_process_windows.h"
#include "shim/in_place.h"
#include "shim/launch.h"
#include "shim/launch_failure_windows.h"

namespace slipway {

namespace {

Outcome outcomeOf(DWORD error) {
    switch (error) {
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
        case ERROR_INVALID_NAME:
        case ERROR_BAD_NETPATH:
        case ERROR_BAD_NET_NAME:
            return Outcome::kNotFound;
        case ERROR_NOT_ENOUGH_MEMORY:
        case ERROR_OUTOFMEMORY:
        case ERROR_DIRECTORY:
            return Outcome::kRefused;
        default:
            return Outcome::kNotExecutable;
    }
}

LaunchFailure failureOf(DWORD error, std::string_view path, Arena& arena) {
    return {outcomeOf(error), errnoOf(error), path, errorInWords(error, arena)};
}

LaunchFailure unsafeForBatch(const LaunchPlan& plan) {
    return {.outcome = Outcome::kRefused,
            .error = EINVAL,
            .path = plan.executable,
            .reason =
                "it is a batch file, and an argument holds the end of a line, or its own "
                "path a '%': cmd.exe would not keep that apart from a command"};
}

LaunchFailure tooLong(const LaunchPlan& plan, const WindowsCommand& command, std::size_t units,
                      Arena& arena) {
    return {.outcome = Outcome::kRefused,
            .error = E2BIG,
            .path = plan.executable,
            .reason = arena.join({"its command line would have ", arena.decimal(units),
                                  " characters, and ", arena.decimal(command.mostUnits - 1),
                                  " is the most that ",
                                  isBatchFile(plan.executable) ? "cmd.exe" : "Windows", " takes"})};
}

// Whatever is left of the application when the shim is killed ends with it. An application that
// ends by itself may leave something behind, and what asks to break away may.
class Job {
  public:
    Job() : job_(::CreateJobObjectW(nullptr, nullptr)) {
        limit(JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_BREAKAWAY_OK);
    }
    void letGo() { limit(JOB_OBJECT_LIMIT_BREAKAWAY_OK); }
    HANDLE get() const { return job_.get(); }

  private:
    void limit(DWORD flags) {
        JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {};
        limits.BasicLimitInformation.LimitFlags = flags;
        ::SetInformationJobObject(job_.get(), JobObjectExtendedLimitInformation, &limits,
                                  sizeof limits);
    }

    Handle job_;
};

// In the job from its first instruction on: put there later, it could have made a process before.
class JobAttribute {
  public:
    explicit JobAttribute(HANDLE job) : job_(job) {
        SIZE_T size = sizeof memory_;
        isUsable_ = job != nullptr && ::InitializeProcThreadAttributeList(list(), 1, 0, &size) &&
                    ::UpdateProcThreadAttribute(list(), 0, kJobListAttribute, &job_, sizeof job_,
                                                nullptr, nullptr);
    }
    LPPROC_THREAD_ATTRIBUTE_LIST listIfUsable() { return isUsable_ ? list() : nullptr; }

  private:
    LPPROC_THREAD_ATTRIBUTE_LIST list() {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_);
    }

    HANDLE job_;
    alignas(16) std::byte memory_[256];
    bool isUsable_ = false;
};

HANDLE application = nullptr;  // for the handler, which runs in a thread of Windows'

// Ctrl-C and Ctrl-Break are the application's, which has them, too. When the console is closed or
// the user logs off, this process must not go first: its job would take the application's time to
// save. Nor may it end here, as it does when this returns: launch() ends it as the application
// ended. The build without a console has no job, and only keeps the parent's console company.
BOOL WINAPI leaveToApplication(DWORD event) {
    if (event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT) return TRUE;
    if (application != nullptr && ownSubsystem() == Subsystem::kConsole) ::Sleep(INFINITE);
    return TRUE;
}

// Who asked for no title gets the path of what is started: for the application that is its own.
bool isOwnPath(const wchar_t* title) {
    wchar_t path[MAX_PATH];
    const DWORD size = ::GetModuleFileNameW(nullptr, path, MAX_PATH);
    return title != nullptr && std::wstring_view(title) == std::wstring_view(path, size);
}

// What this process was started with, as it is: streams, what the C runtime hands on (lpReserved2),
// how the window is to be shown, its title.
STARTUPINFOEXW inheritedStart(LPPROC_THREAD_ATTRIBUTE_LIST attributes) {
    STARTUPINFOEXW start = {};
    ::GetStartupInfoW(&start.StartupInfo);
    start.StartupInfo.cb = attributes != nullptr ? sizeof start : sizeof start.StartupInfo;
    start.StartupInfo.lpReserved = nullptr;
    if (isOwnPath(start.StartupInfo.lpTitle)) start.StartupInfo.lpTitle = nullptr;
    start.lpAttributeList = attributes;
    return start;
}

DWORD creationFlags(bool isExtended) {
    // A higher class than the normal one is not inherited by itself.
    return CREATE_UNICODE_ENVIRONMENT | ::GetPriorityClass(::GetCurrentProcess()) |
           (isExtended ? EXTENDED_STARTUPINFO_PRESENT : 0);
}

class Start {
  public:
    Start(const WindowsCommand& command, const LaunchPlan& plan, Arena& arena)
        : executable_(widePath(executableBehind(arena.copy(command.executable), arena), arena)),
          line_(const_cast<wchar_t*>(wide(command.line, arena))),
          environment_(const_cast<char16_t*>(environmentBlock(plan.environment, arena).data())),
          folder_(plan.workingDirectory ? wide(*plan.workingDirectory, arena) : nullptr) {}

    bool attempt(LPPROC_THREAD_ATTRIBUTE_LIST attributes, PROCESS_INFORMATION& started) const {
        STARTUPINFOEXW start = inheritedStart(attributes);
        return ::CreateProcessW(executable_, line_, nullptr, nullptr, TRUE,
                                creationFlags(attributes != nullptr), environment_, folder_,
                                &start.StartupInfo, &started) != 0;
    }

  private:
    const wchar_t* executable_;
    wchar_t* line_;
    char16_t* environment_;
    const wchar_t* folder_;
};

[[noreturn]] void endLike(HANDLE process) {
    ::WaitForSingleObject(process, INFINITE);
    DWORD code = 0;
    ::GetExitCodeProcess(process, &code);
    ::ExitProcess(code);
}

// The application of the windows subsystem goes on when its shim is killed: it has windows of its
// own, in which there may be unsaved work.
bool startInJob(const Start& start, PROCESS_INFORMATION& started, std::optional<Job>& job) {
    if (ownSubsystem() == Subsystem::kWindows) return start.attempt(nullptr, started);
    job.emplace();
    JobAttribute attribute(job->get());
    if (start.attempt(attribute.listIfUsable(), started)) return true;
    // A job around this one that nothing can be nested in is no reason not to launch.
    const DWORD error = ::GetLastError();
    if (error != ERROR_ACCESS_DENIED && error != ERROR_NOT_SUPPORTED &&
        error != ERROR_INVALID_PARAMETER) {
        return false;
    }
    job.reset();
    return start.attempt(nullptr, started);
}

bool isFolder(std::string_view path, Arena& arena) {
    const DWORD attributes = ::GetFileAttributesW(widePath(path, arena));
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

}  // namespace

LaunchFailure launch(const LaunchPlan& plan, Arena& arena) {
    if (plan.workingDirectory && !isFolder(*plan.workingDirectory, arena)) {
        return failureOf(ERROR_DIRECTORY, *plan.workingDirectory, arena);
    }
    const std::string_view callers = narrow(::GetCommandLineW(), arena);
    const auto command = commandFor(plan.executable, plan.arguments, callers, arena);
    if (!command) return unsafeForBatch(plan);
    const std::size_t units = utf16Length(command->line);
    if (units >= command->mostUnits) return tooLong(plan, *command, units, arena);
    ::SetConsoleCtrlHandler(leaveToApplication, TRUE);
    std::optional<Job> job;
    PROCESS_INFORMATION started;
    if (!startInJob(Start(*command, plan, arena), started, job)) {
        const DWORD error = ::GetLastError();
        ::SetConsoleCtrlHandler(leaveToApplication, FALSE);
        return failureOf(error, plan.executable, arena);
    }
    application = started.hProcess;
    ::CloseHandle(started.hThread);
    for (const PlannedCompanion& companion : plan.companions) {
        startDetached(companion.executable, companion.arguments, companion.environment, arena);
    }
    ::WaitForSingleObject(started.hProcess, INFINITE);
    if (job) job->letGo();
    endLike(started.hProcess);
}

// What is too large has been refused ahead of this: the system names no such error.
std::string_view describeFailure(const LaunchFailure& failure, const LaunchPlan&, World&,
                                 Arena& arena) {
    return arena.join({"cannot start '", failure.path, "': ", failure.reason});
}

}  // namespace slipway
