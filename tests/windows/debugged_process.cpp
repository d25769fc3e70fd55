// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/windows/debugged_process.h"

#include <gtest/gtest.h>

#include <utility>

namespace slipway::windows {

namespace {

constexpr DWORD kPatience = 30'000;  // ms
constexpr unsigned char kStop = 0xCC;
constexpr DWORD kStepFlag = 0x100;
// What is not among them changes nothing that the next one of these would not show.
constexpr const char* kChanging[] = {"CreateDirectoryW", "RemoveDirectoryW", "MoveFileExW",
                                     "DeleteFileW",      "CreateHardLinkW",  "CopyFileW",
                                     "WriteFile",        "RegSetKeyValueW",  "RegDeleteKeyValueW",
                                     "RegDeleteKeyW"};

// The system's libraries stand at the same place in every process.
std::uintptr_t addressOf(const char* function) {
    for (const wchar_t* library : {L"kernel32.dll", L"advapi32.dll"}) {
        const HMODULE module = ::LoadLibraryW(library);
        if (const FARPROC found = ::GetProcAddress(module, function)) {
            return reinterpret_cast<std::uintptr_t>(found);
        }
    }
    ADD_FAILURE() << "there is no " << function;
    return 0;
}

}  // namespace

DebuggedProcess::DebuggedProcess(Desk& desk, const std::wstring& slipwayTail, int killedAt)
    : killedAt_(killedAt) {
    const fs::path slipway = Desk::built(L"slipway.exe");
    const Process process =
        desk.begin(slipway, {.line = quoted(slipway) + L" " + slipwayTail,
                             .flags = DETACHED_PROCESS | DEBUG_ONLY_THIS_PROCESS});
    DEBUG_EVENT event{};
    while (event.dwDebugEventCode != EXIT_PROCESS_DEBUG_EVENT) {
        if (!::WaitForDebugEvent(&event, kPatience)) {
            ADD_FAILURE() << "the process does not end";
            return;
        }
        ::ContinueDebugEvent(event.dwProcessId, event.dwThreadId, handle(event));
    }
}

DWORD DebuggedProcess::handle(const DEBUG_EVENT& event) {
    switch (event.dwDebugEventCode) {
        case CREATE_PROCESS_DEBUG_EVENT:
            process_ = event.u.CreateProcessInfo.hProcess;
            ::CloseHandle(event.u.CreateProcessInfo.hFile);
            return DBG_CONTINUE;
        case LOAD_DLL_DEBUG_EVENT:
            ::CloseHandle(event.u.LoadDll.hFile);
            return DBG_CONTINUE;
        case EXCEPTION_DEBUG_EVENT:
            return handleException(event);
        default:
            return DBG_CONTINUE;
    }
}

DWORD DebuggedProcess::handleException(const DEBUG_EVENT& event) {
    const EXCEPTION_RECORD& exception = event.u.Exception.ExceptionRecord;
    const auto at = reinterpret_cast<std::uintptr_t>(exception.ExceptionAddress);
    if (exception.ExceptionCode == EXCEPTION_SINGLE_STEP && passed_ != 0) {
        write(std::exchange(passed_, 0), kStop);
        return DBG_CONTINUE;
    }
    if (exception.ExceptionCode != EXCEPTION_BREAKPOINT) return DBG_EXCEPTION_NOT_HANDLED;
    if (stops_.empty()) stopAtChanges();  // its libraries are there, and nothing of it has run yet
    const auto stop = stops_.find(at);
    if (stop == stops_.end()) return DBG_CONTINUE;
    if (changes_++ == killedAt_) {
        ::TerminateProcess(process_, 99);
        return DBG_CONTINUE;
    }
    const HANDLE thread = ::OpenThread(THREAD_ALL_ACCESS, FALSE, event.dwThreadId);
    CONTEXT context{};
    context.ContextFlags = CONTEXT_CONTROL;
    ::GetThreadContext(thread, &context);
    context.Rip = at;
    context.EFlags |= kStepFlag;
    ::SetThreadContext(thread, &context);
    ::CloseHandle(thread);
    write(at, stop->second);
    passed_ = at;
    return DBG_CONTINUE;
}

void DebuggedProcess::stopAtChanges() {
    for (const char* function : kChanging) {
        const std::uintptr_t at = addressOf(function);
        unsigned char byte = 0;
        ::ReadProcessMemory(process_, reinterpret_cast<const void*>(at), &byte, 1, nullptr);
        stops_[at] = byte;
        write(at, kStop);
    }
}

void DebuggedProcess::write(std::uintptr_t at, unsigned char byte) {
    void* const place = reinterpret_cast<void*>(at);
    ::WriteProcessMemory(process_, place, &byte, 1, nullptr);
    ::FlushInstructionCache(process_, place, 1);
}

}  // namespace slipway::windows
