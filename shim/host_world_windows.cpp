// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/witness_windows.h"
#include "shim/command_path.h"
#include "shim/host_world.h"
#include "shim/process.h"
#include "shim/share_questions_windows.h"

namespace slipway {

namespace {

std::string_view orNothing(const char* text) {
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

char* writeDecimal(char* out, unsigned number, int digits) {
    for (int i = digits - 1; i >= 0; --i, number /= 10) {
        out[i] = static_cast<char>('0' + number % 10);
    }
    return out + digits;
}

// Looked up, not linked: the function is another library's (cryptbase), which Windows would look
// for beside the shim's file first, and would load whatever somebody has put there. <ntsecapi.h>
// calls it RtlGenRandom.
void randomBytes(unsigned char (&bytes)[16]) {
    using Generate = BOOLEAN(NTAPI*)(PVOID, ULONG);
    const HMODULE library =
        ::LoadLibraryExW(L"advapi32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    const auto generate = reinterpret_cast<Generate>(
        reinterpret_cast<void*>(::GetProcAddress(library, "SystemFunction036")));
    if (generate != nullptr) generate(bytes, sizeof bytes);
}

}  // namespace

std::string_view HostWorld::host() {
    wchar_t name[256];
    DWORD size = 256;
    if (!::GetComputerNameExW(ComputerNameDnsHostname, name, &size)) return {};
    return narrow({name, size}, arena_);
}

std::string_view HostWorld::user() {
    return orNothing(variable(environment_, "USERNAME"));
}

std::string_view HostWorld::home() {
    return orNothing(variable(environment_, "USERPROFILE"));
}

std::string_view HostWorld::launchTime() {
    if (!launchTime_.empty()) return launchTime_;
    SYSTEMTIME utc;
    ::GetSystemTime(&utc);
    char text[] = "YYYY-MM-DDThh:mm:ssZ";
    writeDecimal(text, utc.wYear, 4);
    writeDecimal(text + 5, utc.wMonth, 2);
    writeDecimal(text + 8, utc.wDay, 2);
    writeDecimal(text + 11, utc.wHour, 2);
    writeDecimal(text + 14, utc.wMinute, 2);
    writeDecimal(text + 17, utc.wSecond, 2);
    launchTime_ = arena_.copy(text);
    return launchTime_;
}

std::string_view HostWorld::processId() {
    return arena_.decimal(::GetCurrentProcessId());
}

// Nothing but what one text may have.
std::size_t HostWorld::argumentSpace() {
    return 0;
}

std::string_view HostWorld::workingDirectory() {
    const DWORD size = ::GetCurrentDirectoryW(0, nullptr);
    const std::span<wchar_t> path = arena_.allocateArray<wchar_t>(size + 1);
    const DWORD length = ::GetCurrentDirectoryW(size, path.data());
    return length < size ? narrow({path.data(), length}, arena_) : std::string_view{};
}

bool HostWorld::isWorkingDirectory(std::string_view path) {
    const std::string_view known = workingDirectory();
    // Where looking could hang, only its one name is known.
    if (isOnShare(known, shares_) || isOnShare(path, shares_)) return path == known;
    const FileFacts here = factsOf(L".", Links::kFollowed);
    const FileFacts there = factsOf(widePath(path, arena_), Links::kFollowed);
    return here.error == 0 && there.error == 0 && here.device == there.device &&
           here.inode == there.inode;
}

bool isThere(const char* path) {
    Arena arena;
    return ::GetFileAttributesW(widePath(path, arena)) != INVALID_FILE_ATTRIBUTES;
}

bool HostWorld::exists(std::string_view path) {
    const std::string_view file = arena_.copy(path);
    if (!isOnShare(file, shares_)) return isThere(file.data());
    return asker_.isTrue(shares_.of(file), file.data(), isThere);
}

std::string_view HostWorld::commandOnPath(std::string_view command) {
    return findOnPath(orNothing(variable(environment_, "PATH")), command, asker_, arena_,
                      orNothing(variable(environment_, "PATHEXT")));
}

std::string_view makeLaunchId(Arena& arena) {
    unsigned char bytes[16];
    randomBytes(bytes);
    return formatLaunchId(bytes, arena);
}

}  // namespace slipway
