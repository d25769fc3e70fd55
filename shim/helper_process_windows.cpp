// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/helper_process_windows.h"

#include <algorithm>
#include <cstring>

#include "resolver/windows_environment.h"
#include "shim/command_windows.h"
#include "shim/process_windows.h"

namespace slipway {

namespace {

constexpr DWORD kBuffer = 64 * 1024;
constexpr std::size_t kFirstRead = 64 * 1024;

struct Pipe {
    Handle ours;
    Handle theirs;
};

// An unnamed one cannot be read with a time limit. Nobody else can open the name: the one end that
// there may be is ours before the name could be known.
std::optional<Pipe> makePipe(Arena& arena) {
    LARGE_INTEGER counter;
    ::QueryPerformanceCounter(&counter);
    const wchar_t* name =
        wide(arena.join({"\\\\.\\pipe\\slipway-", arena.decimal(::GetCurrentProcessId()), "-",
                         arena.decimal(::GetCurrentThreadId()), "-",
                         arena.decimal(static_cast<std::uint64_t>(counter.QuadPart))}),
             arena);
    Handle ours(::CreateNamedPipeW(
        name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1, kBuffer, kBuffer, 0, nullptr));
    if (!ours.isOpen()) return std::nullopt;
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    Handle theirs(::CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, &inherited, OPEN_EXISTING,
                                SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, nullptr));
    if (!theirs.isOpen()) return std::nullopt;
    return Pipe{std::move(ours), std::move(theirs)};
}

Handle openNothing() {
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    return Handle(::CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE,
                                FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0,
                                nullptr));
}

// What the handle leads to, so that it can be inherited.
Handle inheritable(HANDLE handle) {
    HANDLE copy = nullptr;
    ::DuplicateHandle(::GetCurrentProcess(), handle, ::GetCurrentProcess(), &copy, 0, TRUE,
                      DUPLICATE_SAME_ACCESS);
    return Handle(copy);
}

// Only these handles are inherited, whatever else of the caller's could be.
class StartAttributes {
  public:
    // Both stay as long as this does; the handles change their order.
    StartAttributes(std::span<HANDLE> handles, HANDLE job) : job_(job) {
        SIZE_T size = sizeof memory_;
        handles = eachOnce(handles);
        isUsable_ = ::InitializeProcThreadAttributeList(list(), 2, 0, &size) &&
                    add(PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles.data(), handles.size_bytes()) &&
                    (job == nullptr || add(kJobListAttribute, &job_, sizeof job_));
    }
    bool isUsable() const { return isUsable_; }
    LPPROC_THREAD_ATTRIBUTE_LIST list() {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_);
    }

  private:
    bool add(DWORD_PTR attribute, void* value, std::size_t size) {
        return ::UpdateProcThreadAttribute(list(), 0, attribute, value, size, nullptr, nullptr);
    }

    HANDLE job_;
    alignas(16) std::byte memory_[256];
    bool isUsable_ = false;
};

// The arguments with their null pointer.
std::optional<WindowsCommand> commandOf(std::span<const char* const> arguments, Arena& arena) {
    return commandFor(arguments[0], arguments.first(arguments.size() - 1), {}, arena);
}

bool create(const WindowsCommand& command, std::span<const char* const> environment,
            std::string_view folder, STARTUPINFOW& start, DWORD flags, Arena& arena,
            PROCESS_INFORMATION& started) {
    auto block = environmentBlock(environment, arena);
    return ::CreateProcessW(widePath(command.executable, arena),
                            const_cast<wchar_t*>(wide(command.line, arena)), nullptr, nullptr,
                            (flags & EXTENDED_STARTUPINFO_PRESENT) != 0,
                            flags | CREATE_UNICODE_ENVIRONMENT | CREATE_NO_WINDOW,
                            const_cast<char16_t*>(block.data()),
                            folder.empty() ? nullptr : wide(folder, arena), &start, &started) != 0;
}

void limit(const Handle& job, DWORD flags) {
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {};
    limits.BasicLimitInformation.LimitFlags = flags;
    ::SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits, sizeof limits);
}

// A block is aligned to 8 bytes (resolver/catalogue.h).
std::span<std::byte> alignedBytes(Arena& arena, std::size_t size) {
    return {static_cast<std::byte*>(arena.allocate(size, 8)), size};
}

enum class Transfer { kSome, kEnd, kLate };

// Reads and writes that are given up when their time is over.
class PatientPipe {
  public:
    PatientPipe(HANDLE pipe, DWORD patience)
        : pipe_(pipe),
          event_(::CreateEventW(nullptr, TRUE, FALSE, nullptr)),
          patience_(patience),
          start_(::GetTickCount64()) {}

    Transfer read(std::span<std::byte> room, std::size_t& count) {
        return transfer(count, [&](OVERLAPPED& pending) {
            return ::ReadFile(pipe_, room.data(), static_cast<DWORD>(room.size()), nullptr,
                              &pending);
        });
    }
    Transfer write(std::string_view text, std::size_t& count) {
        return transfer(count, [&](OVERLAPPED& pending) {
            return ::WriteFile(pipe_, text.data(), static_cast<DWORD>(text.size()), nullptr,
                               &pending);
        });
    }

  private:
    template <class Begin>
    Transfer transfer(std::size_t& count, Begin begin) {
        OVERLAPPED pending = {};
        pending.hEvent = event_.get();
        DWORD moved = 0;
        if (!begin(pending)) {
            if (::GetLastError() != ERROR_IO_PENDING) return Transfer::kEnd;
            if (!endsInTime()) {
                ::CancelIo(pipe_);
                ::GetOverlappedResult(pipe_, &pending, &moved, TRUE);
                return Transfer::kLate;
            }
        }
        if (!::GetOverlappedResult(pipe_, &pending, &moved, TRUE)) return Transfer::kEnd;
        count = moved;
        return Transfer::kSome;
    }

    bool endsInTime() const {
        if (patience_ == INFINITE) {
            return ::WaitForSingleObject(event_.get(), INFINITE) == WAIT_OBJECT_0;
        }
        const ULONGLONG passed = ::GetTickCount64() - start_;
        const DWORD left = passed < patience_ ? static_cast<DWORD>(patience_ - passed) : 0;
        return ::WaitForSingleObject(event_.get(), left) == WAIT_OBJECT_0;
    }

    HANDLE pipe_;
    Handle event_;
    DWORD patience_;
    ULONGLONG start_;
};

}  // namespace

std::span<HANDLE> eachOnce(std::span<HANDLE> handles) {
    std::ranges::sort(handles);
    return handles.first(handles.size() - std::ranges::unique(handles).size());
}

std::optional<HelperProcess> startHelper(const HelperStart& wanted, Arena& arena) {
    std::optional<Pipe> pipe = makePipe(arena);
    std::optional<Pipe> errors;
    if (wanted.errors == HelperErrors::kApart) errors = makePipe(arena);
    const Handle nothing = openNothing();
    const Handle ours = wanted.errors == HelperErrors::kOurs
                            ? inheritable(::GetStdHandle(STD_ERROR_HANDLE))
                            : Handle();
    if (!pipe || !nothing.isOpen()) return std::nullopt;
    STARTUPINFOEXW start = {};
    start.StartupInfo.cb = sizeof start;
    start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    start.StartupInfo.hStdInput = wanted.isConversing ? pipe->theirs.get() : nothing.get();
    start.StartupInfo.hStdOutput = pipe->theirs.get();
    start.StartupInfo.hStdError = errors ? errors->theirs.get()
                                  : wanted.errors == HelperErrors::kWithOutput ? pipe->theirs.get()
                                  : ours.isOpen()                              ? ours.get()
                                                                               : nothing.get();
    HANDLE streams[] = {start.StartupInfo.hStdInput, start.StartupInfo.hStdOutput,
                        start.StartupInfo.hStdError};
    StartAttributes attributes(streams, wanted.job);
    const auto command = commandOf(wanted.arguments, arena);
    if (!attributes.isUsable() || !command) {
        ::SetLastError(ERROR_BAD_ARGUMENTS);
        return std::nullopt;
    }
    start.lpAttributeList = attributes.list();
    PROCESS_INFORMATION started;
    if (!create(*command, wanted.environment, wanted.folder, start.StartupInfo,
                EXTENDED_STARTUPINFO_PRESENT, arena, started)) {
        return std::nullopt;
    }
    ::CloseHandle(started.hThread);
    return HelperProcess{Handle(started.hProcess), std::move(pipe->ours),
                         errors ? std::move(errors->ours) : Handle()};
}

bool startDetached(std::string_view executable, std::span<const char* const> arguments,
                   std::span<const char* const> environment, Arena& arena) {
    const auto command = commandFor(executable, arguments, {}, arena);
    if (!command) return false;
    STARTUPINFOW start = {};
    start.cb = sizeof start;
    PROCESS_INFORMATION started;
    if (!create(*command, environment, {}, start, CREATE_NEW_PROCESS_GROUP, arena, started)) {
        return false;
    }
    ::CloseHandle(started.hThread);
    ::CloseHandle(started.hProcess);
    return true;
}

Handle startAside(std::string_view role, std::span<const HANDLE> handles,
                  std::span<const char* const> environment, Arena& arena) {
    constexpr std::size_t kMost = 4;
    Handle copies[kMost];
    HANDLE inherited[kMost];
    ArenaVector<const char*> arguments(arena);
    arguments.push(arena.copy(role).data());
    for (std::size_t i = 0; i < handles.size() && i < kMost; ++i) {
        copies[i] = inheritable(handles[i]);
        inherited[i] = copies[i].get();
        arguments.push(arena.decimal(reinterpret_cast<std::uintptr_t>(inherited[i])).data());
    }
    STARTUPINFOEXW start = {};
    start.StartupInfo.cb = sizeof start;
    start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;  // none
    StartAttributes attributes({inherited, handles.size()}, nullptr);
    start.lpAttributeList = attributes.list();
    const auto command = commandFor(ownPath(arena), arguments.span(), {}, arena);
    wchar_t folder[MAX_PATH];
    const UINT size = ::GetSystemDirectoryW(folder, MAX_PATH);
    if (!attributes.isUsable() || !command || size == 0 || size >= MAX_PATH) return Handle();
    const auto create = [&](DWORD flags, PROCESS_INFORMATION& started) {
        return slipway::create(
            *command, environment, narrow({folder, size}, arena), start.StartupInfo,
            flags | DETACHED_PROCESS | EXTENDED_STARTUPINFO_PRESENT, arena, started);
    };
    PROCESS_INFORMATION started;
    if (!create(CREATE_BREAKAWAY_FROM_JOB, started) && !create(0, started)) return Handle();
    ::CloseHandle(started.hThread);
    return Handle(started.hProcess);
}

Handle makeJobThatEnds() {
    Handle job(::CreateJobObjectW(nullptr, nullptr));
    limit(job, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE);
    return job;
}

void letGoOf(const Handle& job) {
    limit(job, 0);
}

bool sendWhole(HANDLE pipe, std::string_view text, DWORD patience) {
    PatientPipe patient(pipe, patience);
    while (!text.empty()) {
        std::size_t count = 0;
        const std::string_view next = text.substr(0, kBuffer);
        if (patient.write(next, count) != Transfer::kSome || count == 0) return false;
        text.remove_prefix(count);
    }
    return true;
}

bool readWhole(HANDLE pipe, std::span<std::byte> room, DWORD patience) {
    PatientPipe patient(pipe, patience);
    while (!room.empty()) {
        std::size_t count = 0;
        if (patient.read(room, count) != Transfer::kSome || count == 0) return false;
        room = room.subspan(count);
    }
    return true;
}

std::optional<std::span<const std::byte>> readUntilEnd(HANDLE pipe, DWORD patience, Arena& arena) {
    PatientPipe patient(pipe, patience);
    std::span<std::byte> buffer = alignedBytes(arena, kFirstRead);
    std::size_t size = 0;
    for (;;) {
        if (size == buffer.size()) {
            const std::span<std::byte> larger = alignedBytes(arena, buffer.size() * 4);
            std::memcpy(larger.data(), buffer.data(), size);
            buffer = larger;
        }
        std::size_t count = 0;
        switch (patient.read(buffer.subspan(size), count)) {
            case Transfer::kSome:
                size += count;
                break;
            case Transfer::kEnd:
                return buffer.first(size);
            case Transfer::kLate:
                return std::nullopt;
        }
    }
}

}  // namespace slipway
