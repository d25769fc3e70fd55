// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shim/patient_read.h"

namespace slipway {

namespace {

constexpr std::size_t kFirstRead = 64 * 1024;
constexpr std::uint64_t kLongestWait = 3'600'000;  // poll(2) is asked again

std::uint64_t nowMilliseconds() {
    ::timespec now;
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1000 +
           static_cast<std::uint64_t>(now.tv_nsec) / 1'000'000;
}

// A catalogue is aligned to 8 bytes (resolver/catalogue.h).
std::span<std::byte> alignedBytes(Arena& arena, std::size_t size) {
    return {static_cast<std::byte*>(arena.allocate(size, 8)), size};
}

bool isReadable(int pipe, std::uint64_t deadline) {
    for (;;) {
        ::pollfd waiting{pipe, POLLIN, 0};
        const std::uint64_t now = nowMilliseconds();
        const std::uint64_t left = deadline > now ? deadline - now : 0;
        const int wait = static_cast<int>(left < kLongestWait ? left : kLongestWait);
        const int ready = ::poll(&waiting, 1, wait);
        if (ready > 0) return true;
        if (ready == 0 && left <= kLongestWait) return false;
        if (ready < 0 && errno != EINTR) return false;
    }
}

}  // namespace

std::optional<std::span<const std::byte>> readPatiently(int pipe, std::uint64_t milliseconds,
                                                        Arena& arena) {
    const std::uint64_t deadline = nowMilliseconds() + milliseconds;
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

}  // namespace slipway
