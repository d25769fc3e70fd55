// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A process that the application never meets: it has no window, and of this process's handles none
// but the end of a pipe for what it writes.

#pragma once

#include <optional>
#include <span>

#include "resolver/system_windows.h"

namespace slipway {

struct HelperProcess {
    Handle process;
    Handle conversation;  // our end of its standard output, and input; for overlapped use
    Handle errors;        // of its standard error, where that is apart
};

enum class HelperErrors : std::uint8_t { kLost, kWithOutput, kApart, kOurs };

struct HelperStart {
    std::span<const char* const> arguments;    // the executable's path first; a null pointer ends
                                               // them, and counts
    std::span<const char* const> environment;  // without the null pointer
    std::string_view folder{};                 // where it starts; empty: here
    HANDLE job = nullptr;       // that it is part of from its start; null: of none but ours
    bool isConversing = false;  // it reads what is sent to it, else there is nothing to read
    HelperErrors errors = HelperErrors::kLost;
};

// Each of them once, in any order: a list of handles to inherit that names one twice is refused
// (ERROR_INVALID_PARAMETER), and one pipe may well be input, output and errors.
std::span<HANDLE> eachOnce(std::span<HANDLE> handles);

// Nothing where it could not be started (GetLastError says why).
std::optional<HelperProcess> startHelper(const HelperStart& start, Arena& arena);

// A process of its own, without a window or any of our handles, that nobody waits for. False where
// it could not be started.
bool startDetached(std::string_view executable, std::span<const char* const> arguments,
                   std::span<const char* const> environment, Arena& arena);

// This very executable once more, called as `role`: with these handles (not inheritable here, of
// the same numbers there as its arguments) and no other, no console, no folder and, where that is
// allowed, no job of the caller's. Not open where it could not be started.
Handle startAside(std::string_view role, std::span<const HANDLE> handles,
                  std::span<const char* const> environment, Arena& arena);

// A job whose processes end when its last handle is closed: by whoever made it, or with it.
Handle makeJobThatEnds();
// From now on they go on by themselves.
void letGoOf(const Handle& job);

// False where it cannot be written within so many milliseconds.
bool sendWhole(HANDLE pipe, std::string_view text, DWORD patience);

// As many bytes as there is room for; false where they do not come within so many milliseconds.
bool readWhole(HANDLE pipe, std::span<std::byte> room, DWORD patience);

// Everything up to the end of the pipe, aligned to 8 bytes; nothing where it does not end within so
// many milliseconds.
std::optional<std::span<const std::byte>> readUntilEnd(HANDLE pipe, DWORD patience, Arena& arena);

}  // namespace slipway
