// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whose a file is on Windows and who may write to it, in the words of POSIX, so that one rule of
// trust (manifests/trust.h) and one kind of witness serve all systems.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace slipway {

// Of an access control list, in its order. A `sid` is the bytes of a SID, as Windows stores it.
struct AccessEntry {
    std::string_view sid;
    std::uint32_t mask;
    bool denies = false;
    bool inheritsOnly = false;  // says nothing of the object itself
};

struct FileAccess {
    std::string_view owner;  // SID
    bool isFolder = false;
    bool hasList = true;  // without one everybody may do everything
    std::span<const AccessEntry> entries{};
};

struct FileRights {
    std::uint32_t owner;
    std::uint32_t mode;  // type and permission bits
    bool operator==(const FileRights&) const = default;
};

// 0 for Administrators, SYSTEM and TrustedInstaller, who are to Windows what root is elsewhere; for
// others a number that stands for the SID.
std::uint32_t ownerNumberOf(std::string_view sid);

// Writable by everyone: where Everyone, Users or Authenticated Users may change what is there. A
// folder where they may only add is one with the sticky bit: drives' roots and %ProgramData% are
// so, and what stands in them is still its owner's.
FileRights rightsOf(const FileAccess& access);

}  // namespace slipway
