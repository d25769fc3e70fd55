// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/launch_failure_windows.h"

#include "resolver/system_windows.h"
#include "resolver/text.h"

namespace slipway {

namespace {

// <winerror.h> of some toolchains does not have it.
constexpr DWORD kVirusInfected = 225;

std::string_view knownWords(DWORD error) {
    switch (error) {
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
            return "it is not there";
        case ERROR_BAD_NETPATH:
        case ERROR_BAD_NET_NAME:
            return "its share is not there";
        case ERROR_ACCESS_DENIED:
            return "access denied";
        case ERROR_BAD_EXE_FORMAT:
        case ERROR_EXE_MACHINE_TYPE_MISMATCH:
        case ERROR_INVALID_EXE_SIGNATURE:
            return "it is no program that this Windows can run";
        case ERROR_DIRECTORY:
            return "it is no folder";
        case kElevationRequired:
            return "it asks for an administrator's rights, which a shim never takes by itself; "
                   "start it from a prompt that has them (\"Run as administrator\")";
        case kVirusInfected:
            return "the virus scanner holds it back";
        case ERROR_NOT_ENOUGH_MEMORY:
        case ERROR_OUTOFMEMORY:
            return "out of memory";
        default:
            return {};
    }
}

bool endsText(wchar_t c) {
    return c == L'\r' || c == L'\n' || c == L' ' || c == L'.';
}

}  // namespace

std::string_view errorInWords(DWORD error, Arena& arena) {
    const std::string_view known = knownWords(error);
    if (!known.empty()) return known;
    constexpr DWORD kRoom = 512;
    wchar_t text[kRoom];
    DWORD size = ::FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
                                  nullptr, error, 0, text, kRoom, nullptr);
    while (size != 0 && endsText(text[size - 1])) --size;
    return arena.join({narrow({text, size}, arena), " (error ", arena.decimal(error), ")"});
}

}  // namespace slipway
