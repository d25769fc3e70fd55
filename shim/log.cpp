// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/log.h"

#include <algorithm>

#include "shim/process.h"

namespace slipway {

namespace {

constexpr std::size_t kLongestText = 1024;
constexpr std::size_t kMostWarnings = 8;

constexpr std::string_view kWords[] = {"trace", "debug", "info", "warn", "error", "off"};

bool isControl(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

std::string_view onOneLine(std::string_view text, Arena& arena) {
    if (std::ranges::none_of(text, isControl)) return text;
    const std::span<char> copy = arena.allocateArray<char>(text.size());
    std::ranges::replace_copy_if(text, copy.begin(), isControl, '?');
    return {copy.data(), copy.size()};
}

// Whole characters of UTF-8 where it is that.
std::string_view shortened(std::string_view text, std::size_t most, Arena& arena) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    return arena.join({text.substr(0, most), "…"});
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
    const auto value = [&](std::string_view text) {
        return onOneLine(shortened(text, kLongestText, arena), arena);
    };
    ArenaVector<std::string_view> parts(arena);
    parts.reserve(64);
    const auto add = [&](std::string_view key, std::string_view text) {
        parts.push(key);
        parts.push(value(text));
    };
    add("time=", entry.time);
    add("\tlaunch=", entry.launchId);
    add("\tcommand=", entry.command);
    add("\tname=", entry.name);
    add("\tapplication=", entry.application);
    add("\tversion=", entry.version);
    add("\texecutable=", entry.executable);
    add("\tchosen_by=", entry.chosenBy);
    add("\tmode=", entry.mode);
    add("\tcatalogue=", entry.catalogue);
    add("\twarnings=", arena.decimal(entry.warnings.size()));
    add("\toutcome=", entry.outcome);
    add("\treason=", entry.reason);
    for (std::string_view warning :
         entry.warnings.first(std::min(entry.warnings.size(), kMostWarnings))) {
        add("\twarning=", warning);
    }
    parts.push("\n");
    return arena.join(parts.span(), "");
}

}  // namespace slipway
