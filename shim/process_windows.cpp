// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/process_windows.h"

#include "resolver/platform.h"
#include "resolver/system_windows.h"
#include "resolver/text.h"
#include "resolver/windows_command_line.h"
#include "shim/console_windows.h"
#include "shim/process.h"
#include "shim/share_questions_windows.h"

namespace slipway {

namespace {

alignas(16) std::byte firstMemory[256 * 1024];

constexpr UINT kRefused = 125;

void endWithoutMemory() {
    constexpr std::string_view kMessage = "slipway: out of memory\n";
    DWORD written = 0;
    ::WriteFile(::GetStdHandle(STD_ERROR_HANDLE), kMessage.data(), DWORD{kMessage.size()}, &written,
                nullptr);
    ::ExitProcess(kRefused);
}

// Not main's: those went through a code page, in which not every text can be written.
std::span<const char* const> processArguments(std::span<const CommandLineArgument> arguments,
                                              Arena& arena) {
    ArenaVector<const char*> texts(arena);
    for (std::size_t i = 1; i < arguments.size(); ++i) texts.push(arguments[i].text.data());
    texts.push(nullptr);
    return texts.span().first(texts.size() - 1);
}

}  // namespace

std::span<const char* const> processEnvironment(Arena& arena) {
    ArenaVector<const char*> entries(arena);
    wchar_t* const block = ::GetEnvironmentStringsW();
    for (const wchar_t* entry = block; entry != nullptr && *entry != L'\0';) {
        const std::wstring_view text(entry);
        entries.push(narrow(text, arena).data());
        entry += text.size() + 1;
    }
    ::FreeEnvironmentStringsW(block);
    entries.push(nullptr);
    return entries.span().first(entries.size() - 1);
}

Process captureProcess(int, char* const[], char* const[], Arena& arena) {
    // An empty drive on PATH is passed over: Windows would ask for a disk, and wait. Of this thread
    // alone, as the mode of the process is what the application begins with.
    ::SetThreadErrorMode(SEM_FAILCRITICALERRORS, nullptr);
    // What a library loads later comes from Windows' own folder, never from the shim's.
    ::SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
    askIfSentToShare();
    attachToParentsConsole();
    const auto arguments = splitCommandLine(narrow(::GetCommandLineW(), arena), arena);
    return {.calledAs = arguments.empty() ? std::string_view{} : arguments[0].text,
            .executedAs = ownPath(arena),
            .arguments = processArguments(arguments, arena),
            .environment = processEnvironment(arena),
            .isPrivileged = false};
}

std::string_view ownPath(Arena& arena) {
    for (DWORD size = MAX_PATH;; size *= 2) {
        const std::span<wchar_t> path = arena.allocateArray<wchar_t>(size);
        const DWORD length = ::GetModuleFileNameW(nullptr, path.data(), size);
        if (length < size) return narrow({path.data(), length}, arena);
    }
}

Arena processArena() {
    return {firstMemory, endWithoutMemory};
}

const char* variable(std::span<const char* const> environment, std::string_view name) {
    if (name.empty()) return nullptr;
    for (const char* entry : environment) {
        if (lower(*entry) != lower(name.front())) continue;
        const std::string_view text(entry);
        if (text.size() > name.size() && text[name.size()] == '=' &&
            equals(text.substr(0, name.size()), name, Case::kIgnored)) {
            return entry + name.size() + 1;
        }
    }
    return nullptr;
}

void say(std::string_view message, Arena& arena) {
    writeToErrorStream(arena.join({"slipway: ", message, "\n"}), arena);
}

}  // namespace slipway
