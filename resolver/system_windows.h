// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Windows' functions take 16-bit units and give handles and error numbers of their own; everything
// else here is bytes and errno. What stands between, for the `_windows.cpp` twins.

#pragma once

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>

#include <cstddef>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/utf16.h"
#include "resolver/windows_path.h"

namespace slipway {

inline const wchar_t* wide(std::string_view text, Arena& arena) {
    static_assert(sizeof(wchar_t) == sizeof(char16_t));
    return reinterpret_cast<const wchar_t*>(toUtf16(text, arena).data());
}

// Of a path for a function that opens something: also one of 260 characters and more.
inline const wchar_t* widePath(std::string_view path, Arena& arena) {
    return wide(extendedPath(path, arena), arena);
}

inline std::string_view narrow(std::wstring_view text, Arena& arena) {
    return fromUtf16({reinterpret_cast<const char16_t*>(text.data()), text.size()}, arena);
}

// A handle that is closed when this goes.
class Handle {
  public:
    explicit Handle(HANDLE value = nullptr) : value_(value) {}
    ~Handle() { close(); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    Handle(Handle&& other) noexcept : value_(other.value_) { other.value_ = nullptr; }
    Handle& operator=(Handle&& other) noexcept {
        const HANDLE value = other.value_;
        other.value_ = value_;
        value_ = value;
        return *this;
    }

    bool isOpen() const { return value_ != nullptr && value_ != INVALID_HANDLE_VALUE; }
    HANDLE get() const { return value_; }
    // From now on somebody else closes it.
    HANDLE release() {
        const HANDLE value = value_;
        value_ = nullptr;
        return value;
    }
    void close() {
        if (isOpen()) ::CloseHandle(value_);
        value_ = nullptr;
    }

  private:
    HANDLE value_;
};

// Nobody else is kept from the file by our reading it: not from writing, renaming, removing.
inline constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

// To start a process in a job; <winbase.h> of some toolchains does not have it.
inline constexpr DWORD_PTR kJobListAttribute = 0x0002000d;  // PROC_THREAD_ATTRIBUTE_JOB_LIST

// <winerror.h> of some toolchains does not have it.
inline constexpr DWORD kElevationRequired = 740;

// The error number that POSIX has for it; EIO for what it has none for.
int errnoOf(DWORD error);

}  // namespace slipway
