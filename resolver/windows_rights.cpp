// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_rights.h"

#include <algorithm>

namespace slipway {

namespace {

using namespace std::string_view_literals;

// Revision, number of parts, authority (6 bytes), parts (4 bytes each, the lowest first).
constexpr std::string_view kRoots[] = {
    "\1\1\0\0\0\0\0\5\x12\0\0\0"sv,            // SYSTEM, S-1-5-18
    "\1\2\0\0\0\0\0\5\x20\0\0\0\x20\2\0\0"sv,  // Administrators, S-1-5-32-544
    // TrustedInstaller, S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464
    "\1\6\0\0\0\0\0\5\x50\0\0\0\xb5\x89\xfb\x38\x19\x84\xc2\xcb\x5c\x6c\x23\x6d\x57\x00\x77\x6e"
    "\xc0\x02\x64\x87"sv,
};
constexpr std::string_view kEverybody[] = {
    "\1\1\0\0\0\0\0\1\0\0\0\0"sv,              // Everyone, S-1-1-0
    "\1\1\0\0\0\0\0\5\x0b\0\0\0"sv,            // Authenticated Users, S-1-5-11
    "\1\2\0\0\0\0\0\5\x20\0\0\0\x21\2\0\0"sv,  // Users, S-1-5-32-545
    "\1\1\0\0\0\0\0\5\4\0\0\0"sv,              // Interactive, S-1-5-4: as in C:\Users\Public
};

// As <winnt.h> has them.
constexpr std::uint32_t kWriteData = 0x2;   // of a folder: make a file
constexpr std::uint32_t kAppendData = 0x4;  // of a folder: make a folder
constexpr std::uint32_t kDeleteChild = 0x40;
constexpr std::uint32_t kDelete = 0x10000;
constexpr std::uint32_t kWriteRights = 0x40000;
constexpr std::uint32_t kWriteOwner = 0x80000;
constexpr std::uint32_t kGenericAll = 0x10000000;
constexpr std::uint32_t kGenericWrite = 0x40000000;
constexpr std::uint32_t kAdds = kWriteData | kAppendData | kGenericWrite;
constexpr std::uint32_t kTakesOver =
    kDeleteChild | kDelete | kWriteRights | kWriteOwner | kGenericAll;

// As stat(2) has them everywhere.
constexpr std::uint32_t kFile = 0100000;
constexpr std::uint32_t kFolder = 0040000;
constexpr std::uint32_t kSticky = 0001000;
constexpr std::uint32_t kOthersWrite = 0002;
constexpr std::uint32_t kOwnersAlone = 0755;

bool isOneOf(std::string_view sid, std::span<const std::string_view> sids) {
    return std::find(sids.begin(), sids.end(), sid) != sids.end();
}

// What one group is allowed: the first entry that speaks of a right decides it.
std::uint32_t allowed(std::string_view sid, std::span<const AccessEntry> entries) {
    std::uint32_t granted = 0;
    std::uint32_t denied = 0;
    for (const AccessEntry& entry : entries) {
        if (entry.inheritsOnly || entry.sid != sid) continue;
        std::uint32_t& side = entry.denies ? denied : granted;
        side |= entry.mask & ~(entry.denies ? granted : denied);
    }
    return granted;
}

std::uint32_t allowedToEverybody(const FileAccess& access) {
    if (!access.hasList) return kGenericAll;
    std::uint32_t granted = 0;
    for (std::string_view sid : kEverybody) granted |= allowed(sid, access.entries);
    return granted;
}

std::uint32_t whatOthersMay(const FileAccess& access) {
    const std::uint32_t granted = allowedToEverybody(access);
    if ((granted & kTakesOver) != 0) return kOthersWrite;
    if ((granted & kAdds) == 0) return 0;
    return access.isFolder ? kOthersWrite | kSticky : kOthersWrite;
}

}  // namespace

// FNV-1a. Whoever can choose a SID is an administrator of the domain.
std::uint32_t ownerNumberOf(std::string_view sid) {
    if (isOneOf(sid, kRoots)) return 0;
    std::uint32_t hash = 2166136261U;
    for (char c : sid) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash == 0 ? 1 : hash;
}

FileRights rightsOf(const FileAccess& access) {
    const std::uint32_t type = access.isFolder ? kFolder : kFile;
    return {ownerNumberOf(access.owner), type | kOwnersAlone | whatOthersMay(access)};
}

}  // namespace slipway
