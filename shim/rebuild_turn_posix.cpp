// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "resolver/path.h"
#include "resolver/platform.h"
#include "resolver/witness_posix.h"
#include "shim/clock.h"
#include "shim/own_file.h"
#include "shim/rebuild_turn.h"

namespace slipway {

namespace {

// Several times what a thousand manifests take to compile: to wait longer than that for another
// launch would cost more than to do its work.
constexpr Milliseconds kPatience = 300;
constexpr Milliseconds kLongestPause = 16;

int openLock(std::string_view cacheFile, Shares& shares, Arena& arena) {
    const std::string_view cache = folderOf(folderOf(cacheFile, kHostRules), kHostRules);
    const std::string_view folder = arena.join({cache, kTurnFolder});
    if (isOnShare(folder, shares)) return -1;
    const std::string_view name = arena.copy(fileNameOf(cacheFile, kHostRules));
    const int file = openInOwnFolder(folder, name, O_RDWR | O_CREAT);
    if (file == -1 || file > 2) return file;
    // Where 0 to 2 came closed a warning must not end up in it.
    const int lock = ::fcntl(file, F_DUPFD_CLOEXEC, 3);
    ::close(file);
    return lock;
}

// How long ago the turn was taken, by the time that its file bears; a clock that was set since says
// what it likes.
Milliseconds ageOf(int lock) {
    struct ::stat facts;
    ::timespec now;
    if (::fstat(lock, &facts) != 0 || ::clock_gettime(CLOCK_REALTIME, &now) != 0) return kPatience;
    const FileFacts taken = factsOf(facts);
    return (now.tv_sec - taken.modifiedSeconds) * 1000 +
           (now.tv_nsec - taken.modifiedNanoseconds) / 1'000'000;
}

void pauseFor(Milliseconds span) {
    const ::timespec time{.tv_sec = 0, .tv_nsec = static_cast<long>(span) * 1'000'000};
    ::nanosleep(&time, nullptr);
}

bool isTakenBy(int lock, int kind) {
    return ::flock(lock, kind | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

// Those who wait share the lock, so that all go on at once when it is free.
void waitForAnother(int lock) {
    const Milliseconds end = millisecondsSinceStart() + kPatience;
    Milliseconds pause = 1;
    while (!isTakenBy(lock, LOCK_SH)) {
        if (millisecondsSinceStart() >= end || ageOf(lock) >= kPatience) return;
        pauseFor(pause);
        if (pause < kLongestPause) pause *= 2;
    }
}

}  // namespace

RebuildTurn::RebuildTurn(std::string_view cacheFile, Shares& shares, Arena& arena) {
    if (cacheFile.empty()) return;
    const int lock = openLock(cacheFile, shares, arena);
    if (lock == -1) return;
    if (isTakenBy(lock, LOCK_EX)) {
        ::futimens(lock, nullptr);
        lock_ = lock;
        return;
    }
    waitForAnother(lock);
    ::close(lock);
}

bool RebuildTurn::takeForGood(std::string_view cacheFile, Shares& shares, Arena& arena) {
    const int lock = cacheFile.empty() ? -1 : openLock(cacheFile, shares, arena);
    if (lock == -1 || ::flock(lock, LOCK_EX | LOCK_NB) != 0) return false;
    ::futimens(lock, nullptr);
    return ::fcntl(lock, F_SETFD, 0) == 0;
}

RebuildTurn::~RebuildTurn() {
    if (lock_ != -1) ::close(lock_);
}

}  // namespace slipway
