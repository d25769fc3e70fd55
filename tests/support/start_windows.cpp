// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/start_windows.h"

namespace slipway::test {

namespace {

constexpr const wchar_t* kKept[] = {L"SystemRoot", L"SystemDrive", L"ComSpec", L"TEMP",
                                    L"TMP",        L"windir",      L"PATHEXT"};

}  // namespace

std::wstring widened(std::string_view text) {
    const int size = static_cast<int>(text.size());
    std::wstring wide(text.size(), L'\0');
    const int units = ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, wide.data(), size);
    wide.resize(static_cast<std::size_t>(units));
    return wide;
}

std::string narrowed(std::wstring_view text) {
    const int units = static_cast<int>(text.size());
    std::string bytes(text.size() * 3, '\0');
    const int size = ::WideCharToMultiByte(CP_UTF8, 0, text.data(), units, bytes.data(),
                                           static_cast<int>(bytes.size()), nullptr, nullptr);
    bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

std::wstring quotedArgument(const std::wstring& argument) {
    std::wstring text = L"\"";
    std::size_t backslashes = 0;
    for (const wchar_t c : argument) {
        if (c == L'"') text.append(backslashes + 1, L'\\');
        backslashes = c == L'\\' ? backslashes + 1 : 0;
        text += c;
    }
    return text.append(backslashes, L'\\') + L"\"";
}

std::wstring environmentBlock(const std::map<std::wstring, std::wstring>& variables) {
    std::wstring text;
    for (const auto& [name, value] : variables) text += name + L"=" + value + L'\0';
    return text + L'\0';
}

std::map<std::wstring, std::wstring> systemVariables() {
    std::map<std::wstring, std::wstring> variables;
    for (const wchar_t* name : kKept) {
        wchar_t value[4096];
        const DWORD size = ::GetEnvironmentVariableW(name, value, 4096);
        if (size > 0 && size < 4096) variables[name] = std::wstring(value, size);
    }
    return variables;
}

HANDLE openInherited(const std::filesystem::path& path) {
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    return ::CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE,
                         FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, CREATE_ALWAYS, 0, nullptr);
}

}  // namespace slipway::test
