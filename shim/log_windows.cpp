// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "resolver/witness_windows.h"
#include "shim/log.h"
#include "shim/process.h"

namespace slipway {

namespace {

constexpr std::string_view kWords[] = {"trace", "debug", "info", "warn", "error", "off"};

std::string_view onOneLine(std::string_view text, Arena& arena) {
    std::string_view copy = arena.copy(text);
    for (std::size_t i = 0; i < copy.size(); ++i) {
        const auto byte = static_cast<unsigned char>(copy[i]);
        if (byte < 0x20 || byte == 0x7f) const_cast<char*>(copy.data())[i] = '?';
    }
    return copy;
}

}  // namespace

LogLevel logLevel(std::span<const char* const> environment) {
    const char* word = variable(environment, kLogVariable);
    if (word == nullptr) return LogLevel::kWarn;
    const std::span<const std::string_view> words(kWords);
    const auto found = std::ranges::find(words, std::string_view{word});
    return found == words.end() ? LogLevel::kWarn : static_cast<LogLevel>(found - words.begin());
}

std::string_view formatLogEntry(const LogEntry& entry, Arena& arena) {
    const auto value = [&](std::string_view text) { return onOneLine(text, arena); };
    return arena.join(
        {"time=", value(entry.time), "\tlaunch=", value(entry.launchId),
         "\tapplication=", value(entry.application), "\tversion=", value(entry.version),
         "\texecutable=", value(entry.executable), "\tchosen_by=", value(entry.chosenBy),
         "\tcatalogue=", value(entry.catalogue), "\twarnings=", arena.decimal(entry.warnings),
         "\toutcome=", value(entry.outcome), "\n"});
}

// What is opened to append and nothing else is appended to as a whole, whoever else writes.
void appendToLog(const char* path, std::string_view line) {
    Arena arena;
    const Handle file(::CreateFileW(
        widePath(path, arena), FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | READ_CONTROL, kShareAll,
        nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!file.isOpen() || ::GetFileType(file.get()) != FILE_TYPE_DISK) return;
    if (!isOwn(factsOf(file.get()))) return;
    DWORD written = 0;
    ::WriteFile(file.get(), line.data(), static_cast<DWORD>(line.size()), &written, nullptr);
}

}  // namespace slipway
