// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

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

bool isOwn(const struct ::stat& facts) {
    return S_ISREG(facts.st_mode) && facts.st_uid == ::geteuid() &&
           (facts.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// Beyond the limit a write would end the process by a signal (SIGXFSZ).
bool hasRoom(const struct ::stat& facts, std::size_t size) {
    ::rlimit most;
    return ::getrlimit(RLIMIT_FSIZE, &most) == 0 &&
           static_cast<::rlim_t>(facts.st_size) + size <= most.rlim_cur;
}

// Not through a link, and without waiting should it be a FIFO.
int openLog(const char* path) {
    constexpr int kFlags =
        O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    return ::open(path, kFlags, S_IRUSR | S_IWUSR);
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

void appendToLog(const char* path, std::string_view line) {
    const int file = openLog(path);
    if (file == -1) return;
    struct ::stat facts;
    if (::fstat(file, &facts) == 0 && isOwn(facts) && hasRoom(facts, line.size())) {
        [[maybe_unused]] const auto written = ::write(file, line.data(), line.size());
    }
    ::close(file);
}

}  // namespace slipway
