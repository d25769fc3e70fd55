// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <optional>

#include "shim/log.h"
#include "shim/own_file.h"

namespace slipway {

namespace {

// A second name could be anybody's way to let a line be added to another file of the user's.
bool isLog(const struct ::stat& facts) {
    return isOwnFile(facts) && facts.st_nlink == 1;
}

// Not through a link, and without waiting should it be a FIFO. openat(2), since musl's open(2) asks
// for O_CLOEXEC a second time.
int openLog(const char* path) {
    constexpr int kFlags =
        O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    return ::openat(AT_FDCWD, path, kFlags, S_IRUSR | S_IWUSR);
}

struct LogFile {
    int descriptor;
    struct ::stat facts;
};

// Nothing where a line of that size must not be added.
std::optional<LogFile> openOwnLog(const char* path, std::size_t size) {
    LogFile log{openLog(path), {}};
    if (log.descriptor == -1) return std::nullopt;
    if (::fstat(log.descriptor, &log.facts) == 0 && isLog(log.facts) &&
        mayGrowTo(static_cast<std::uint64_t>(log.facts.st_size) + size)) {
        return log;
    }
    ::close(log.descriptor);
    return std::nullopt;
}

void writeAndClose(const LogFile& log, std::string_view line) {
    [[maybe_unused]] const auto written = ::write(log.descriptor, line.data(), line.size());
    ::close(log.descriptor);
}

bool hasItsName(const LogFile& log, const char* path) {
    struct ::stat named;
    return ::lstat(path, &named) == 0 && named.st_dev == log.facts.st_dev &&
           named.st_ino == log.facts.st_ino;
}

// Of launches at once one does it: a second rename would put the new file in the full one's place.
void setAside(const LogFile& log, const char* path, Arena& arena) {
    if (::flock(log.descriptor, LOCK_EX | LOCK_NB) != 0 || !hasItsName(log, path)) return;
    ::rename(path, arena.join({path, ".old"}).data());
}

}  // namespace

void appendToLog(const char* path, std::string_view line) {
    if (const auto log = openOwnLog(path, line.size())) writeAndClose(*log, line);
}

void appendToLaunchRecord(std::string_view path, std::string_view line, Arena& arena) {
    const auto record = openOwnLog(path.data(), line.size());
    if (!record) return;
    const auto size = static_cast<std::size_t>(record->facts.st_size);
    if (size >= kLaunchRecordBound) setAside(*record, path.data(), arena);
    const bool isStuck = size >= 2 * kLaunchRecordBound;  // nobody can set it aside
    writeAndClose(*record, isStuck ? std::string_view{} : line);
}

void writeOnShare(std::string_view path, std::string_view line, WriteLine write, ShareAsker& asker,
                  Arena& arena) {
    struct Entry {
        std::string_view path;
        std::string_view line;
        WriteLine write;
        Arena& arena;
    } entry{path, line, write, arena};
    const auto ask = [](void* what, ShareAnswers& answers) {
        const auto& asked = *static_cast<const Entry*>(what);
        asked.write(asked.path, asked.line, asked.arena);
        answers.answered();
        return std::uint32_t{1};
    };
    ShareQuestion question{asker.shares().of(path), ask, &entry};
    asker.ask(question);
}

}  // namespace slipway
