// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/system_windows.h"
#include "shim/console_windows.h"
#include "shim/refusal_notice.h"

namespace slipway {

namespace {

// A service, or a session on a farm, has a station that nobody looks at.
bool isStationSeen(HMODULE user32) {
    using GetStation = HWINSTA(WINAPI*)();
    using GetInformation = BOOL(WINAPI*)(HANDLE, int, PVOID, DWORD, PDWORD);
    const auto station = reinterpret_cast<GetStation>(
        reinterpret_cast<void*>(::GetProcAddress(user32, "GetProcessWindowStation")));
    const auto information = reinterpret_cast<GetInformation>(
        reinterpret_cast<void*>(::GetProcAddress(user32, "GetUserObjectInformationW")));
    USEROBJECTFLAGS flags = {};
    return station != nullptr && information != nullptr &&
           information(station(), UOI_FLAGS, &flags, sizeof flags, nullptr) &&
           (flags.dwFlags & WSF_VISIBLE) != 0;
}

// Loaded where it is needed and nowhere else: it makes a start slower by more than the shim takes.
HMODULE loadUser32() {
    return ::LoadLibraryExW(L"user32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
}

}  // namespace

bool isSeenOnDesktopOnly(std::span<const char* const>) {
    if (ownSubsystem() == Subsystem::kConsole || !isUnheard()) return false;
    const HMODULE user32 = loadUser32();
    return user32 != nullptr && isStationSeen(user32);
}

void showRefusal(std::string_view, std::string_view command,
                 std::span<const std::string_view> reasons, std::span<const char* const>,
                 Arena& arena) {
    using Show = int(WINAPI*)(HWND, LPCWSTR, LPCWSTR, UINT);
    const auto show = reinterpret_cast<Show>(
        reinterpret_cast<void*>(::GetProcAddress(loadUser32(), "MessageBoxW")));
    if (show == nullptr) return;
    show(nullptr, wide(arena.join(reasons, "\n\n"), arena),
         wide(arena.join({command, " was not launched"}), arena),
         MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
}

}  // namespace slipway
