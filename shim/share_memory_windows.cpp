// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/hash.h"
#include "resolver/witness_windows.h"
#include "shim/catalogue_cache.h"
#include "shim/share_memory.h"
#include "shim/share_record.h"

namespace slipway {

namespace {

// Times count from it. The one call that tells of it is not in any header for programs: class 3 of
// NtQuerySystemInformation. A clock that is set moves both numbers.
std::uint64_t startOfThisComputer() {
    struct TimeOfDay {
        std::int64_t started;
        std::int64_t now;
        std::int64_t zone;
        std::uint32_t zoneId;
        std::uint32_t reserved;
        std::int64_t startedBias;
        std::int64_t sleepBias;
    } times{};
    using Query = LONG(NTAPI*)(ULONG, PVOID, ULONG, PULONG);
    constexpr ULONG kTimeOfDay = 3;
    const auto query = reinterpret_cast<Query>(reinterpret_cast<void*>(
        ::GetProcAddress(::GetModuleHandleW(L"ntdll"), "NtQuerySystemInformation")));
    if (query == nullptr || query(kTimeOfDay, &times, sizeof times, nullptr) < 0) return 0;
    return static_cast<std::uint64_t>(times.started - times.startedBias);
}

// Files are kept as numbers: a handle has no more than 32 bits.
HANDLE handleOf(int file) {
    return reinterpret_cast<HANDLE>(static_cast<std::intptr_t>(file));
}

HANDLE openFile(std::string_view path, DWORD access, DWORD disposition, Arena& arena) {
    return ::CreateFileW(widePath(path, arena), access, kShareAll, nullptr, disposition,
                         FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
}

void makeFolders(std::string_view path, Arena& arena) {
    for (std::size_t end = path.find('\\', 3); end != std::string_view::npos;
         end = path.find('\\', end + 1)) {
        ::CreateDirectoryW(widePath(arena.copy(path.substr(0, end)), arena), nullptr);
    }
}

OVERLAPPED at(DWORD offset) {
    OVERLAPPED place = {};
    place.Offset = offset;
    return place;
}

// Locks are mandatory here, so what is locked is a byte that nobody reads.
constexpr DWORD kLockedByte = 0x4000'0000;

}  // namespace

ShareMemory::ShareMemory(std::string_view share, std::span<const char* const> environment,
                         Shares& shares, Arena& arena) {
    const std::string_view cache = cacheFolder(environment, arena);
    if (cache.empty() || isOnShare(cache, shares)) return;
    folder_ = arena.join({cache, "shares\\"});
    path_ = arena.join({folder_, arena.hexadecimal(hashText(share, startOfThisComputer()))});
}

int ShareMemory::open(int access) const {
    if (folder_.empty()) return -1;
    Arena arena;
    const auto wanted = static_cast<DWORD>(access);
    const bool isToBeMade = (wanted & GENERIC_WRITE) != 0;
    const DWORD disposition = isToBeMade ? OPEN_ALWAYS : OPEN_EXISTING;
    Handle file(openFile(path_, wanted, disposition, arena));
    if (!file.isOpen() && isToBeMade && ::GetLastError() == ERROR_PATH_NOT_FOUND) {
        makeFolders(path_, arena);
        file = Handle(openFile(path_, wanted, disposition, arena));
    }
    if (!file.isOpen() || !isOwn(factsOf(file.get()))) return -1;
    return static_cast<int>(reinterpret_cast<std::intptr_t>(file.release()));
}

ShareRecord ShareMemory::read() const {
    const int file = lock_ != -1 ? lock_ : open(static_cast<int>(GENERIC_READ));
    if (file == -1) return {};
    StoredShareRecord stored;
    DWORD size = 0;
    OVERLAPPED start = at(0);
    const bool isWhole = ::ReadFile(handleOf(file), &stored, sizeof stored, &size, &start) &&
                         size == sizeof stored && stored.isWhole();
    if (file != lock_) ::CloseHandle(handleOf(file));
    return isWhole ? stored.record : ShareRecord{};
}

void ShareMemory::write(const ShareRecord& record) const {
    const int file = lock_ != -1 ? lock_ : open(static_cast<int>(GENERIC_READ | GENERIC_WRITE));
    if (file == -1) return;
    const StoredShareRecord stored(record);
    DWORD size = 0;
    OVERLAPPED start = at(0);
    ::WriteFile(handleOf(file), &stored, sizeof stored, &size, &start);
    if (file != lock_) ::CloseHandle(handleOf(file));
}

bool ShareMemory::acquire(Milliseconds patience, Milliseconds deadline) {
    if (lock_ == -1) lock_ = open(static_cast<int>(GENERIC_READ | GENERIC_WRITE));
    if (lock_ == -1) return true;
    // One that has just taken the lock has not yet written when: so it is looked at more than once.
    constexpr int kLooks = 4;
    int stuck = 0;
    for (;;) {
        OVERLAPPED place = at(kLockedByte);
        constexpr DWORD kAtOnce = LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY;
        if (::LockFileEx(handleOf(lock_), kAtOnce, 0, 1, 0, &place)) return true;
        const DWORD error = ::GetLastError();
        if (error != ERROR_LOCK_VIOLATION && error != ERROR_IO_PENDING) return true;
        const Milliseconds now = millisecondsSinceStart();
        const Milliseconds askedAt = read().askedAt;
        stuck = askedAt != 0 && !isWithin(patience, askedAt, now) ? stuck + 1 : 0;
        if (stuck == kLooks || now >= deadline) return false;
        ::Sleep(1);
    }
}

void ShareMemory::release() const {
    OVERLAPPED place = at(kLockedByte);
    if (lock_ != -1) ::UnlockFileEx(handleOf(lock_), 0, 1, 0, &place);
}

}  // namespace slipway
