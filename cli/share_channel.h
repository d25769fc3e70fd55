// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A conversation with the process that looks at a share, which may never answer.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "manifests/disk.h"
#include "shim/clock.h"
#include "shim/share_memory.h"

namespace slipway {

class ShareChannel {
  public:
    // To whoever asked, in the process that was made to answer.
    static ShareChannel ofThisProcess();
    ShareChannel() = default;
    explicit ShareChannel(std::intptr_t end) : end_(end) {}
    ~ShareChannel() { close(); }
    ShareChannel(const ShareChannel&) = delete;
    ShareChannel& operator=(const ShareChannel&) = delete;
    ShareChannel(ShareChannel&& other) noexcept : end_(other.end_) { other.end_ = -1; }
    ShareChannel& operator=(ShareChannel&& other) noexcept;

    // All of it; false where that cannot be, or in time. `deadline` 0: whenever it comes.
    bool write(const void* bytes, std::size_t size);
    bool read(void* bytes, std::size_t size, Milliseconds deadline);
    void close();

  private:
    std::intptr_t end_ = -1;  // as the system numbers it
};

// Whoever looks at the share, in a process aside.
struct ShareServer {
    Disk& disk;
    std::string_view share;
    ShareMemory& memory;
    // How long it waits for another one that is just there.
    Milliseconds forOthers;

    // Until whoever asks is gone.
    void serve(ShareChannel& channel);
};

// A channel to a new process that serves; where there is none, one that nobody answers.
ShareChannel startServing(ShareServer& server, std::span<const char* const> environment);

}  // namespace slipway
