// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Witnesses: the facts of the file system that a catalogue rests on, as fingerprints that a launch
// compares (spec 2.8).

#pragma once

#include <cstdint>

namespace slipway {

enum class WitnessKind : std::uint32_t {
    kContent,  // identity, size, times, owner, mode: changes with any edit, and for a folder with
               // any entry that comes or goes
    kRights,   // identity, owner, mode only: for folders above, whose own times say nothing
    kLink,     // the same of a symbolic link itself, not of what it leads to
};

// What stat(2) tells, or how it failed.
struct FileFacts {
    int error = 0;  // errno, 0 where the file is there
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modifiedSeconds = 0;
    std::int64_t modifiedNanoseconds = 0;
    std::int64_t changedSeconds = 0;
    std::int64_t changedNanoseconds = 0;
    std::uint32_t mode = 0;  // type and permission bits, as POSIX has them
    std::uint32_t owner = 0;
    bool operator==(const FileFacts&) const = default;
};

// A failure is a fact, too, and each errno another one: whoever looked may have acted on it. Of a
// failure nothing else counts. Any number may come out, 0 included.
std::uint64_t fingerprint(const FileFacts& facts, WitnessKind kind);

}  // namespace slipway
