// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/console_windows.h"

#include "resolver/system_windows.h"

namespace slipway {

namespace {

constexpr DWORD kStreams[] = {STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};

bool leadsSomewhere(HANDLE stream) {
    return stream != nullptr && stream != INVALID_HANDLE_VALUE &&
           ::GetFileType(stream) != FILE_TYPE_UNKNOWN;
}

Handle openConsole() {
    return Handle(::CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE,
                                FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0,
                                nullptr));
}

bool writeToConsole(HANDLE console, std::string_view text, Arena& arena) {
    DWORD mode = 0;
    if (!::GetConsoleMode(console, &mode)) return false;
    const std::u16string_view units = toUtf16(text, arena);
    DWORD written = 0;
    ::WriteConsoleW(console, units.data(), static_cast<DWORD>(units.size()), &written, nullptr);
    return true;
}

void writeBytes(HANDLE stream, std::string_view text) {
    while (!text.empty()) {
        DWORD written = 0;
        const auto size = static_cast<DWORD>(text.size());
        if (!::WriteFile(stream, text.data(), size, &written, nullptr) || written == 0) return;
        text.remove_prefix(written);
    }
}

}  // namespace

Subsystem ownSubsystem() {
    const auto* base = reinterpret_cast<const std::byte*>(::GetModuleHandleW(nullptr));
    const auto* dos = reinterpret_cast<const IMAGE_DOS_HEADER*>(base);
    const auto* header = reinterpret_cast<const IMAGE_NT_HEADERS*>(base + dos->e_lfanew);
    return header->OptionalHeader.Subsystem == IMAGE_SUBSYSTEM_WINDOWS_GUI ? Subsystem::kWindows
                                                                           : Subsystem::kConsole;
}

void attachToParentsConsole() {
    if (ownSubsystem() == Subsystem::kConsole) return;
    // Streams that lead nowhere would be bent to the console, and be the application's.
    HANDLE streams[3];
    for (int i = 0; i < 3; ++i) streams[i] = ::GetStdHandle(kStreams[i]);
    if (!::AttachConsole(ATTACH_PARENT_PROCESS)) return;
    for (int i = 0; i < 3; ++i) ::SetStdHandle(kStreams[i], streams[i]);
}

bool isUnheard() {
    return !leadsSomewhere(::GetStdHandle(STD_ERROR_HANDLE)) && !openConsole().isOpen();
}

void writeToErrorStream(std::string_view text, Arena& arena) {
    const HANDLE stream = ::GetStdHandle(STD_ERROR_HANDLE);
    if (leadsSomewhere(stream)) {
        if (!writeToConsole(stream, text, arena)) writeBytes(stream, text);
        return;
    }
    const Handle console = openConsole();
    if (console.isOpen()) writeToConsole(console.get(), text, arena);
}

}  // namespace slipway
