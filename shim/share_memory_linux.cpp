// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "resolver/hash.h"
#include "resolver/path.h"
#include "shim/catalogue_cache.h"
#include "shim/own_file.h"
#include "shim/process.h"
#include "shim/share_memory.h"
#include "shim/share_record.h"

namespace slipway {

namespace {

// A home may be shared by hosts, and times count from the start of each.
std::uint64_t startOfThisComputer() {
    char id[64];
    const int file = ::open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (file == -1) return 0;
    const ::ssize_t size = ::read(file, id, sizeof id);
    ::close(file);
    return size <= 0 ? 0 : hashBytes(id, static_cast<std::size_t>(size));
}

std::string_view folderForShares(std::span<const char* const> environment, Shares& shares,
                                 Arena& arena) {
    const std::string_view cache = cacheFolder(environment, arena);
    if (!cache.empty()) {
        const std::string_view folder = arena.join({cache, "shares"});
        if (!isOnShare(folder, shares)) return folder;
    }
    const char* runtime = variable(environment, "XDG_RUNTIME_DIR");
    if (runtime != nullptr && *runtime == '/') {
        const std::string_view folder = arena.join({runtime, "/slipway/shares"});
        if (!isOnShare(folder, shares) && ::access(runtime, F_OK) == 0) return folder;
    }
    return arena.join({"/dev/shm/slipway-", arena.decimal(::geteuid())});
}

}  // namespace

ShareMemory::ShareMemory(std::string_view share, std::span<const char* const> environment,
                         Shares& shares, Arena& arena)
    : folder_(folderForShares(environment, shares, arena)),
      path_(arena.hexadecimal(hashText(share, startOfThisComputer()))) {}

int ShareMemory::open(int flags) const {
    return openInOwnFolder(folder_, path_, flags);
}

ShareRecord ShareMemory::read() const {
    int file = lock_ != -1 ? lock_ : open(O_RDONLY);
    if (file == -1) return {};
    StoredShareRecord stored;
    const bool isWhole =
        ::pread(file, &stored, sizeof stored, 0) == sizeof stored && stored.isWhole();
    if (file != lock_) ::close(file);
    return isWhole ? stored.record : ShareRecord{};
}

void ShareMemory::write(const ShareRecord& record) const {
    if (!mayGrowTo(sizeof(StoredShareRecord))) return;
    int file = lock_ != -1 ? lock_ : open(O_WRONLY | O_CREAT);
    if (file == -1) return;
    const StoredShareRecord stored(record);
    [[maybe_unused]] const auto written = ::pwrite(file, &stored, sizeof stored, 0);
    if (file != lock_) ::close(file);
}

bool ShareMemory::acquire(Milliseconds patience, Milliseconds deadline) {
    if (lock_ == -1) lock_ = open(O_RDWR | O_CREAT);
    if (lock_ == -1) return true;
    // One that has just taken the lock has not yet written when: so it is looked at more than once.
    constexpr int kLooks = 4;
    int stuck = 0;
    while (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) return true;  // a file system without locks
        const Milliseconds now = millisecondsSinceStart();
        const Milliseconds askedAt = read().askedAt;
        stuck = askedAt != 0 && !isWithin(patience, askedAt, now) ? stuck + 1 : 0;
        if (stuck == kLooks || now >= deadline) return false;
        constexpr ::timespec kMoment{.tv_sec = 0, .tv_nsec = 1'000'000};
        ::nanosleep(&kMoment, nullptr);
    }
    return true;
}

void ShareMemory::release() const {
    if (lock_ != -1) ::flock(lock_, LOCK_UN);
}

}  // namespace slipway
