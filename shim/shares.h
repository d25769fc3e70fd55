// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which paths are on a share (spec 2.6). Nothing on a share is touched to tell.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "resolver/arena.h"
#include "shim/mount_table.h"

namespace slipway {

// What is mounted, told from any other state of affairs.
struct MountState {
    std::uint64_t mounts = 0;  // 0: not known
    std::int64_t started = 0;  // when the kernel was, in seconds since 1970
};
// Neither may be unknown. Clocks that were set since make a false "no", never a false "yes".
bool isSame(const MountState& left, const MountState& right);

class Shares {
  public:
    explicit Shares(Arena& arena) : arena_(arena) {}

    // The folder that the share is mounted on; empty where an absolute path is on none. Follows
    // links as the kernel does, as long as they are on no share. The table is read at the first
    // call, once.
    std::string_view of(std::string_view path);
    // Whether there are any.
    bool exist() { return table().hasShares(); }

    // By the numbers that Linux gives to mounts since 6.8, each once until it is started again; on
    // older kernels by the whole table.
    MountState state();

  private:
    struct Place {
        std::string_view share;  // empty: the path without links is `real`
        std::string_view real;
    };
    std::string_view text();
    const MountTable& table();
    Place placeOf(std::string_view path);

    Arena& arena_;
    std::string_view text_;
    std::optional<MountTable> table_;
    // Most paths that are asked for stand in the folder of the last one.
    std::string_view lastFolder_;
    Place lastPlace_;
};

// As open(2) does; but -1 with EXDEV, nothing on a share having been touched, where the file is on
// one. `path` is absolute.
int openUnlessOnShare(const char* path, int flags, Shares& shares);
// False for an empty path, too.
bool isOnShare(std::string_view path, Shares& shares);

}  // namespace slipway
