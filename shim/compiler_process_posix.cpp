// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "shim/child_process.h"
#include "shim/compiler_process.h"

namespace slipway {

namespace {

constexpr std::size_t kFirstRead = 64 * 1024;
// The helper itself stops waiting for shares, and then still has the rest to read.
constexpr Milliseconds kForTheRest = 2'000;

// A block is aligned to 8 bytes (resolver/catalogue.h).
std::span<std::byte> alignedBytes(Arena& arena, std::size_t size) {
    return {static_cast<std::byte*>(arena.allocate(size, 8)), size};
}

bool isReadable(int pipe, Milliseconds deadline) {
    for (;;) {
        ::pollfd waiting{pipe, POLLIN, 0};
        const Milliseconds left = deadline - millisecondsSinceStart();
        const int ready = ::poll(&waiting, 1, left > 0 ? static_cast<int>(left) : 0);
        if (ready >= 0) return ready > 0;
        if (errno != EINTR) return false;
    }
}

// Everything up to the end of the pipe; nothing where it does not end in time.
std::optional<std::span<const std::byte>> readAll(int pipe, Milliseconds deadline, Arena& arena) {
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
                         std::string_view cacheFile, const CompilerPatience& patience,
                         std::span<const char* const> environment, Arena& arena) {
    const auto arguments = compilerArguments(slipway, request, cacheFile, patience, arena);
    std::optional<ChildProcess> child = startChild(arguments, environment);
    if (!child) return {std::nullopt, arena.join({"cannot start a process: ", ::strerror(errno)})};
    const Milliseconds deadline = millisecondsSinceStart() + patience.together + kForTheRest;
    const auto block = readAll(child->output, deadline, arena);
    ::close(child->output);
    if (!block) {
        leaveChild(*child);
        const auto seconds = static_cast<std::uint64_t>((patience.together + kForTheRest) / 1000);
        return {std::nullopt, arena.join({"reading the plugins took longer than ",
                                          arena.decimal(seconds), " s"})};
    }
    const ChildEnd end = waitForChild(*child);
    std::optional<Catalogue> catalogue = Catalogue::open(*block);
    if (catalogue) return {catalogue, {}};
    return {std::nullopt, howItEnded(end, slipway, arena)};
}

}  // namespace slipway
