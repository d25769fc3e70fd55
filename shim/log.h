// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// How much a launch says, and where (spec 2.5): SLIPWAY_LOG and SLIPWAY_LOG_FILE.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "shim/share_asker.h"

namespace slipway {

// What is said from a level on is what weighs as much or more.
enum class LogLevel : std::uint8_t { kTrace, kDebug, kInfo, kWarn, kError, kOff };

inline constexpr std::string_view kLogVariable = "SLIPWAY_LOG";
inline constexpr std::string_view kLogFileVariable = "SLIPWAY_LOG_FILE";

// What SLIPWAY_LOG asks for; a word that is none of them counts as none (the evaluator warns).
LogLevel logLevel(std::span<const char* const> environment);

inline constexpr std::string_view kLaunched = "launched";

// A launch as one line of `KEY=VALUE` parted by tabs.
struct LogEntry {
    std::string_view time;  // ISO 8601, UTC
    std::string_view launchId;
    std::string_view command;
    std::string_view name;         // the application's
    std::string_view application;  // its identifier
    std::string_view version;
    std::string_view executable;
    std::string_view chosenBy;
    std::string_view mode;
    std::string_view catalogue;  // "kept", "compiled" or "none"
    std::string_view outcome;    // "launched", or the exit code of a refusal
    std::string_view reason;     // of a refusal
    std::span<const std::string_view> warnings;
};
// Ended by '\n'. Each key is there always and at its place, but `warning`: each of the first few
// has one, at the end. Long texts are shortened, and a control character in a value becomes '?':
// nothing can make a line of its own.
std::string_view formatLogEntry(const LogEntry& entry, Arena& arena);

// Adds the line to the end of the file by one write, so that lines of launches at once stay whole.
// The file is made for its owner alone; one that is not a plain file of the user's own, that has a
// second name, or that others can write, is left as it is. Where the line cannot be written nothing
// happens (spec 2.6).
void appendToLog(const char* path, std::string_view line);

// The same for the record of launches on this host, which is two files: one that has grown to its
// bound becomes `PATH.old`, in place of the one before.
inline constexpr std::size_t kLaunchRecordBound = 256 * 1024;
void appendToLaunchRecord(std::string_view path, std::string_view line, Arena& arena);

// One of these two, as it is told a file that is on a share: aside, and within the budget.
using WriteLine = void (*)(std::string_view path, std::string_view line, Arena& arena);
void writeOnShare(std::string_view path, std::string_view line, WriteLine write, ShareAsker& asker,
                  Arena& arena);

}  // namespace slipway
