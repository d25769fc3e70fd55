// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <utility>

#include "cli/share_channel.h"
#include "shim/aside.h"
#include "shim/kernel_posix.h"

namespace slipway {

namespace {

bool isReadable(int socket, Milliseconds deadline) {
    for (;;) {
        pollfd waiting{socket, POLLIN, 0};
        const Milliseconds left = std::max<Milliseconds>(deadline - millisecondsSinceStart(), 0);
        const int ready = ::poll(&waiting, 1, deadline == 0 ? -1 : static_cast<int>(left));
        if (ready >= 0) return ready > 0;
        if (errno != EINTR) return false;
    }
}

}  // namespace

ShareChannel ShareChannel::ofThisProcess() {
    return ShareChannel(0);
}

ShareChannel& ShareChannel::operator=(ShareChannel&& other) noexcept {
    std::swap(end_, other.end_);
    return *this;
}

bool ShareChannel::write(const void* bytes, std::size_t size) {
    const auto* at = static_cast<const char*>(bytes);
    while (size != 0) {
        const ssize_t count = sendQuietly(static_cast<int>(end_), {at, size});
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

bool ShareChannel::read(void* bytes, std::size_t size, Milliseconds deadline) {
    auto* at = static_cast<char*>(bytes);
    while (size != 0) {
        if (!isReadable(static_cast<int>(end_), deadline)) return false;
        const ssize_t count = ::read(static_cast<int>(end_), at, size);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

void ShareChannel::close() {
    if (end_ != -1) ::close(static_cast<int>(end_));
    end_ = -1;
}

ShareChannel startServing(ShareServer& server, std::span<const char* const>) {
    int ends[2];
    const std::unique_lock alone(server.disk.otherThreads());
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return {};
    for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
    ShareChannel ours(ends[0]);
    const ShareChannel theirs(ends[1]);
    startAside(
        [](void* argument) {
            ShareChannel channel = ShareChannel::ofThisProcess();
            static_cast<ShareServer*>(argument)->serve(channel);
        },
        &server, ends[1]);
    return ours;
}

}  // namespace slipway
