// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "resolver/hash.h"
#include "resolver/path.h"
#include "shim/shares.h"

namespace slipway {

namespace {

constexpr int kMostLinks = 40;  // as many as the kernel follows

// Of <linux/mount.h> and <linux/openat2.h>, which older headers do not have.
constexpr long kListMount = 458;
struct ListMount {
    std::uint32_t size = 24;
    std::uint32_t spare = 0;
    std::uint64_t mount = ~std::uint64_t{0};  // of the root's: all
    std::uint64_t after = 0;
};
constexpr long kOpenAt2 = 437;
struct OpenHow {
    std::uint64_t flags;
    std::uint64_t mode;
    std::uint64_t resolve;
};
constexpr std::uint64_t kWithinOneMount = 0x01;

std::string_view readAll(const char* path, Arena& arena) {
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file == -1) return {};
    std::span<char> buffer = arena.allocateArray<char>(16 * 1024);
    std::size_t size = 0;
    for (;;) {
        if (size == buffer.size()) {
            const std::span<char> larger = arena.allocateArray<char>(buffer.size() * 2);
            std::memcpy(larger.data(), buffer.data(), size);
            buffer = larger;
        }
        const ::ssize_t count = ::read(file, buffer.data() + size, buffer.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        size += static_cast<std::size_t>(count);
    }
    ::close(file);
    return {buffer.data(), size};
}

bool isBeneath(std::string_view path, std::string_view folder) {
    return !folder.empty() && path.size() > folder.size() && path.starts_with(folder) &&
           path[folder.size()] == '/';
}

std::int64_t secondsOf(::clockid_t clock) {
    ::timespec now;
    return ::clock_gettime(clock, &now) == 0 ? now.tv_sec : 0;
}

}  // namespace

bool isSame(const MountState& left, const MountState& right) {
    constexpr std::int64_t kDrift = 5;
    const std::int64_t apart = left.started - right.started;
    return left.mounts != 0 && left.mounts == right.mounts && apart >= -kDrift && apart <= kDrift;
}

std::string_view Shares::text() {
    if (text_.empty()) text_ = readAll("/proc/self/mountinfo", arena_);
    return text_;
}

const MountTable& Shares::table() {
    if (!table_) table_.emplace(text(), arena_);
    return *table_;
}

MountState Shares::state() {
    constexpr std::size_t kMost = 1024;
    std::uint64_t ids[kMost];
    const ListMount request;
    const long count = ::syscall(kListMount, &request, ids, kMost, 0);
    const bool isTold = count > 0 && count < static_cast<long>(kMost);
    const std::uint64_t mounts =
        isTold ? hashBytes(ids, static_cast<std::size_t>(count) * sizeof ids[0]) : hashText(text());
    return {mounts, secondsOf(CLOCK_REALTIME) - secondsOf(CLOCK_BOOTTIME)};
}

std::string_view Shares::of(std::string_view path) {
    if (!table().hasShares()) return {};
    const std::string_view folder = folderOf(path, kHostRules);
    if (lastFolder_.empty() || folder != lastFolder_) {
        lastPlace_ = placeOf(folder);
        lastFolder_ = arena_.copy(folder);
    }
    if (!lastPlace_.share.empty()) return lastPlace_.share;
    return placeOf(arena_.join({lastPlace_.real, "/", fileNameOf(path, kHostRules)})).share;
}

// Name by name, so that no link is read before it is known to be on no share. On the way to the
// last place there is none of either: nearly all that is asked for is beneath it, or above.
Shares::Place Shares::placeOf(std::string_view path) {
    if (isBeneath(lastPlace_.real, path)) return {{}, arena_.copy(path)};
    std::string_view real = isBeneath(path, lastPlace_.real) ? lastPlace_.real : std::string_view{};
    std::string_view rest = path.substr(real.size());
    int links = 0;
    while (!rest.empty()) {
        const std::size_t end = rest.find('/');
        const std::string_view name = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (name.empty() || name == ".") continue;
        if (name == "..") {
            real = real.substr(0, real.empty() ? 0 : real.rfind('/'));
            continue;
        }
        const std::string_view next = arena_.join({real, "/", name});
        const Mount* mount = table().of(next);
        if (mount != nullptr && mount->isShare) return {mount->folder, {}};
        char target[PATH_MAX];
        const ::ssize_t size = ::readlink(next.data(), target, sizeof target);
        if (size <= 0 || links++ == kMostLinks) {
            real = next;
            continue;
        }
        const std::string_view text{target, static_cast<std::size_t>(size)};
        if (text.starts_with('/')) real = {};
        rest = arena_.join({text, "/", rest});
    }
    return {{}, real};
}

int openUnlessOnShare(const char* path, int flags, Shares& shares) {
    // Nearly all is on the root's own file system, which is no share: that costs nothing more.
    const OpenHow how{static_cast<std::uint64_t>(flags), 0, kWithinOneMount};
    const long file = ::syscall(kOpenAt2, AT_FDCWD, path, &how, sizeof how);
    if (file != -1 || (errno != EXDEV && errno != ENOSYS && errno != EPERM)) {
        return static_cast<int>(file);
    }
    if (shares.of(path).empty()) return ::open(path, flags);
    errno = EXDEV;
    return -1;
}

bool isOnShare(std::string_view path, Shares& shares) {
    if (path.empty()) return false;
    const int file = openUnlessOnShare(path.data(), O_PATH | O_CLOEXEC, shares);
    const bool isThere = file == -1 && errno == EXDEV;
    if (file != -1) ::close(file);
    return isThere;
}

}  // namespace slipway
