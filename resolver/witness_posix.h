// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What stat(2) found, as facts. The compiler that writes a witness down and the shim that checks it
// must not differ in one field, so both call this.

#pragma once

#include <sys/stat.h>

#include "resolver/witness.h"

namespace slipway {

inline FileFacts factsOf(const struct stat& found) {
#if defined(__APPLE__)
    const timespec modified = found.st_mtimespec;
    const timespec changed = found.st_ctimespec;
#else
    const timespec modified = found.st_mtim;
    const timespec changed = found.st_ctim;
#endif
    return {
        .device = static_cast<std::uint64_t>(found.st_dev),
        .inode = static_cast<std::uint64_t>(found.st_ino),
        .size = static_cast<std::uint64_t>(found.st_size),
        .modifiedSeconds = modified.tv_sec,
        .modifiedNanoseconds = modified.tv_nsec,
        .changedSeconds = changed.tv_sec,
        .changedNanoseconds = changed.tv_nsec,
        .mode = found.st_mode,
        .owner = found.st_uid,
    };
}

}  // namespace slipway
