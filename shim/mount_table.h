// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which file system a path is on, by the text of /proc/self/mountinfo (proc(5)) alone: touching a
// dead share to ask would be to hang in it.

#pragma once

#include <cstdint>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// Whether what is kept there may be elsewhere and not answer: network file systems, FUSE as a whole
// (a process answers, and may not), and what mounts such at a touch (autofs).
bool isShareType(std::string_view type);

struct Mount {
    std::uint32_t id;
    std::uint32_t parent;     // the mount that it stands on
    std::string_view folder;  // absolute, no link in it
    bool isShare;
};

class MountTable {
  public:
    // Lines that are none are passed over. Texts live in the arena.
    MountTable(std::string_view text, Arena& arena);

    bool hasShares() const { return hasShares_; }
    // The mount that a path without links is on, by way of the mounts above it, so that one that
    // another was mounted over is not found. Null where the table does not say.
    const Mount* of(std::string_view path) const;

  private:
    void readLine(std::string_view line, Arena& arena);
    const Mount* root() const;
    const Mount* nextOnTheWay(const Mount& from, std::string_view path) const;

    ArenaVector<Mount> mounts_;
    bool hasShares_ = false;
};

}  // namespace slipway
