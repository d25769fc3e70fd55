// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/helper_process_windows.h"

#include "resolver/windows_command_line.h"
#include "resolver/windows_environment.h"

namespace slipway {

namespace {

constexpr DWORD kBuffer = 64 * 1024;

struct Pipe {
    Handle reading;
    Handle writing;
};

// An unnamed one cannot be read with a time limit.
std::optional<Pipe> makePipe(Arena& arena) {
    LARGE_INTEGER counter;
    ::QueryPerformanceCounter(&counter);
    const wchar_t* name =
        wide(arena.join({"\\\\.\\pipe\\slipway-", arena.decimal(::GetCurrentProcessId()), "-",
                         arena.decimal(static_cast<std::uint64_t>(counter.QuadPart))}),
             arena);
    Handle reading(::CreateNamedPipeW(
        name, PIPE_ACCESS_INBOUND | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1, kBuffer, kBuffer, 0, nullptr));
    if (!reading.isOpen()) return std::nullopt;
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    Handle writing(::CreateFileW(name, GENERIC_WRITE, 0, &inherited, OPEN_EXISTING, 0, nullptr));
    if (!writing.isOpen()) return std::nullopt;
    return Pipe{std::move(reading), std::move(writing)};
}

Handle openNothing() {
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    return Handle(::CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE,
                                FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0,
                                nullptr));
}

// Only these handles are inherited, whatever else of the caller's could be.
class InheritedHandles {
  public:
    InheritedHandles(HANDLE nothing, HANDLE output) : handles_{nothing, output} {
        SIZE_T size = sizeof memory_;
        isUsable_ = ::InitializeProcThreadAttributeList(list(), 1, 0, &size) &&
                    ::UpdateProcThreadAttribute(list(), 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                                                handles_, sizeof handles_, nullptr, nullptr);
    }
    bool isUsable() const { return isUsable_; }
    LPPROC_THREAD_ATTRIBUTE_LIST list() {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_);
    }

  private:
    HANDLE handles_[2];
    alignas(16) std::byte memory_[256];
    bool isUsable_ = false;
};

}  // namespace

std::optional<HelperProcess> startHelper(std::span<const char* const> arguments,
                                         std::span<const char* const> environment, Arena& arena) {
    std::optional<Pipe> pipe = makePipe(arena);
    const Handle nothing = openNothing();
    if (!pipe || !nothing.isOpen()) return std::nullopt;
    InheritedHandles inherited(nothing.get(), pipe->writing.get());
    if (!inherited.isUsable()) return std::nullopt;
    STARTUPINFOEXW start = {};
    start.StartupInfo.cb = sizeof start;
    start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    start.StartupInfo.hStdInput = nothing.get();
    start.StartupInfo.hStdOutput = pipe->writing.get();
    start.StartupInfo.hStdError = nothing.get();
    start.lpAttributeList = inherited.list();
    const auto line = commandLineFor(arguments.first(arguments.size() - 1), {}, arena);
    auto block = environmentBlock(environment, arena);
    PROCESS_INFORMATION started;
    constexpr DWORD kFlags =
        EXTENDED_STARTUPINFO_PRESENT | CREATE_UNICODE_ENVIRONMENT | CREATE_NO_WINDOW;
    if (!::CreateProcessW(widePath(arguments[0], arena), const_cast<wchar_t*>(wide(line, arena)),
                          nullptr, nullptr, TRUE, kFlags, const_cast<char16_t*>(block.data()),
                          nullptr, &start.StartupInfo, &started)) {
        return std::nullopt;
    }
    ::CloseHandle(started.hThread);
    return HelperProcess{Handle(started.hProcess), std::move(pipe->reading)};
}

}  // namespace slipway
