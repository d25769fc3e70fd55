// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "shim/child_process.h"
#include "shim/compiler_process.h"

namespace slipway {

namespace {

constexpr int kPatienceMilliseconds = 15'000;  // spec 2.6: nothing is known, so it is waited for
constexpr std::size_t kFirstRead = 64 * 1024;

std::int64_t nowMilliseconds() {
    ::timespec now;
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

// A block is aligned to 8 bytes (resolver/catalogue.h).
std::span<std::byte> alignedBytes(Arena& arena, std::size_t size) {
    return {static_cast<std::byte*>(arena.allocate(size, 8)), size};
}

bool isReadable(int pipe, std::int64_t deadline) {
    for (;;) {
        ::pollfd waiting{pipe, POLLIN, 0};
        const std::int64_t left = deadline - nowMilliseconds();
        const int ready = ::poll(&waiting, 1, left > 0 ? static_cast<int>(left) : 0);
        if (ready >= 0) return ready > 0;
        if (errno != EINTR) return false;
    }
}

// Everything up to the end of the pipe; nothing where it does not end in time.
std::optional<std::span<const std::byte>> readAll(int pipe, Arena& arena) {
    const std::int64_t deadline = nowMilliseconds() + kPatienceMilliseconds;
    std::span<std::byte> buffer = alignedBytes(arena, kFirstRead);
    std::size_t size = 0;
    for (;;) {
        if (size == buffer.size()) {
            const std::span<std::byte> larger = alignedBytes(arena, buffer.size() * 4);
            ::memcpy(larger.data(), buffer.data(), size);
            buffer = larger;
        }
        if (!isReadable(pipe, deadline)) return std::nullopt;
        const ::ssize_t count = ::read(pipe, buffer.data() + size, buffer.size() - size);
        if (count == 0) return buffer.first(size);
        if (count > 0) size += static_cast<std::size_t>(count);
        if (count < 0 && errno != EINTR) return std::nullopt;
    }
}

std::string_view howItEnded(const ChildEnd& end, std::string_view slipway, Arena& arena) {
    if (end.startError != 0) {
        return arena.join({"cannot start '", slipway, "': ", ::strerror(end.startError)});
    }
    if (end.signal != 0) {
        return arena.join({"'", slipway, "' was ended by a signal: ", ::strsignal(end.signal)});
    }
    return arena.join({"'", slipway, "' gave no catalogue"});
}

}  // namespace

Compiled compileByHelper(std::string_view slipway, const CatalogueRequest& request,
                         std::string_view cacheFile, std::span<const char* const> environment,
                         Arena& arena) {
    const auto arguments = compilerArguments(slipway, request, cacheFile, arena);
    std::optional<ChildProcess> child = startChild(arguments, environment);
    if (!child) return {std::nullopt, arena.join({"cannot start a process: ", ::strerror(errno)})};
    const auto block = readAll(child->output, arena);
    ::close(child->output);
    if (!block) ::kill(child->id, SIGKILL);
    const ChildEnd end = waitForChild(*child);
    if (!block) return {std::nullopt, "reading the plugins took longer than 15 s"};
    std::optional<Catalogue> catalogue = Catalogue::open(*block);
    if (catalogue) return {catalogue, {}};
    return {std::nullopt, howItEnded(end, slipway, arena)};
}

}  // namespace slipway
