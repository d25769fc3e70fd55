// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <stdexcept>

#include "tests/support/rights.h"
#include "tests/support/start_windows.h"

// Behind <windows.h>.
#include <aclapi.h>
#include <sddl.h>

namespace slipway::test {

namespace fs = std::filesystem;

namespace {

// In the language for access control lists: SY is SYSTEM, BA Administrators, OW the owner, WD
// Everyone; FA is full access, FRFX reading and executing.
void setList(const fs::path& path, const wchar_t* text) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    BOOL isThere = FALSE, byDefault = FALSE;
    ACL* list = nullptr;
    constexpr DWORD kWhole = DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION;
    std::wstring name = path.wstring();
    const bool isSet = ::ConvertStringSecurityDescriptorToSecurityDescriptorW(
                           text, SDDL_REVISION_1, &descriptor, nullptr) &&
                       ::GetSecurityDescriptorDacl(descriptor, &isThere, &list, &byDefault) &&
                       ::SetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, kWhole, nullptr,
                                               nullptr, list, nullptr) == ERROR_SUCCESS;
    ::LocalFree(descriptor);
    if (!isSet) throw std::runtime_error("cannot set the rights of " + path.string());
}

// The files of Wine are the host's, owners and all, and its own calls do not change those.
void runOnHost(const fs::path& program, const std::wstring& arguments) {
    STARTUPINFOW start{};
    start.cb = sizeof start;
    PROCESS_INFORMATION process{};
    std::wstring line = program.filename().wstring() + L" " + arguments;
    if (!::CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, FALSE, 0, nullptr,
                          nullptr, &start, &process)) {
        throw std::runtime_error("cannot run " + program.string());
    }
    ::WaitForSingleObject(process.hProcess, INFINITE);
    ::CloseHandle(process.hThread);
    ::CloseHandle(process.hProcess);
}

// As the host names it.
std::wstring hostPath(const fs::path& path) {
    using NameOf = char*(CDECL*)(const wchar_t*);
    const auto nameOf = reinterpret_cast<NameOf>(reinterpret_cast<void*>(
        ::GetProcAddress(::GetModuleHandleW(L"kernel32.dll"), "wine_get_unix_file_name")));
    char* name = nameOf == nullptr ? nullptr : nameOf(path.c_str());
    if (name == nullptr) throw std::runtime_error("only Wine knows other owners of files");
    const std::wstring text = widened(name);
    ::HeapFree(::GetProcessHeap(), 0, name);
    return text;
}

void giveTo(const fs::path& path, const std::wstring& owner) {
    runOnHost(L"Z:\\bin\\chown", owner + L" " + quotedArgument(hostPath(path)));
}

}  // namespace

void letOthersWrite(const fs::path& path) {
    setList(path, L"D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)(A;;FA;;;WD)");
}

void letOthersOnlyRead(const fs::path& path) {
    setList(path, L"D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)(A;;FRFX;;;WD)");
}

void giveToAnother(const fs::path& path) {
    giveTo(path, L"61002");
}

void takeBack(const fs::path& path) {
    giveTo(path, L"0");
}

std::string isAnothers() {
    return "is owned by somebody else";
}

}  // namespace slipway::test
