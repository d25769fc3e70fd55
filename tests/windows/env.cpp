// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// env(1), as far as tests of nested launches need it: env [-i] [-u NAME]… [NAME=VALUE]… COMMAND
// [WORD…].
// The command is looked for on PATH, started with all that this process has, and waited for.

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

#include <cwchar>
#include <string>
#include <string_view>

namespace {

constexpr int kNotFound = 127;

// Nothing that tests pass has quotes of its own.
std::wstring quoted(const std::wstring& word) {
    return L'"' + word + L'"';
}

std::wstring pathOf(const wchar_t* command) {
    wchar_t folders[32767];
    wchar_t path[4096];
    folders[::GetEnvironmentVariableW(L"PATH", folders, 32767)] = L'\0';
    const DWORD size = ::SearchPathW(folders, command, L".exe", 4096, path, nullptr);
    return {path, size < 4096 ? size : 0};
}

void clearEnvironment() {
    wchar_t* const block = ::GetEnvironmentStringsW();
    for (const wchar_t* entry = block; *entry != L'\0'; entry += std::wcslen(entry) + 1) {
        const std::wstring text = entry;
        const std::wstring name = text.substr(0, text.find(L'=', 1));
        ::SetEnvironmentVariableW(name.c_str(), nullptr);
    }
    ::FreeEnvironmentStringsW(block);
}

DWORD run(const std::wstring& path, std::wstring line) {
    STARTUPINFOW start;
    ::GetStartupInfoW(&start);
    PROCESS_INFORMATION process;
    if (!::CreateProcessW(path.c_str(), line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr,
                          &start, &process)) {
        return kNotFound;
    }
    DWORD code = 0;
    ::WaitForSingleObject(process.hProcess, INFINITE);
    ::GetExitCodeProcess(process.hProcess, &code);
    return code;
}

}  // namespace

int wmain(int count, wchar_t** words) {
    int at = 1;
    for (; at < count; ++at) {
        const std::wstring word = words[at];
        if (const std::size_t equal = word.find(L'='); equal != std::wstring::npos) {
            ::SetEnvironmentVariableW(word.substr(0, equal).c_str(), word.c_str() + equal + 1);
        } else if (word == L"-i") {
            clearEnvironment();
        } else if (word == L"-u" && at + 1 < count) {
            ::SetEnvironmentVariableW(words[++at], nullptr);
        } else {
            break;
        }
    }
    if (at == count) return kNotFound;
    const std::wstring path = pathOf(words[at]);
    std::wstring line = quoted(path);
    while (++at < count) line += L' ' + quoted(words[at]);
    return static_cast<int>(run(path, line));
}
