// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// By names alone: of a path, and of the device that a drive letter stands for. Not by
// GetDriveTypeW, which may open the drive to tell what it is. A link on a local drive counts as
// being there.

#include "resolver/path_within.h"
#include "resolver/system_windows.h"
#include "shim/shares.h"

namespace slipway {

namespace {

constexpr DWORD kLongestName = 1024;

bool isShareDrive(char letter, Arena& arena) {
    // No more letters than there are stand for one another.
    for (int i = 0; i < 26 && letter != '\0'; ++i) {
        const wchar_t drive[] = {static_cast<wchar_t>(letter), L':', L'\0'};
        wchar_t device[kLongestName];
        if (::QueryDosDeviceW(drive, device, kLongestName) == 0) return false;
        const DriveTarget target = driveTarget(narrow(device, arena));
        if (target.isShare) return true;
        letter = target.drive;
    }
    return false;
}

}  // namespace

std::string_view Shares::of(std::string_view path) {
    // The last one that was named, as most paths are on one and the same.
    std::string_view& named = lastPlace_.real;
    if (!named.empty() && isWithinFolder(path, named, kWindowsRules)) return named;
    if (const std::string_view share = shareInName(path, arena_); !share.empty()) {
        return named = share;
    }
    const char letter = driveOf(path);
    if (letter == '\0') return {};
    if (lastFolder_.empty() || lastFolder_.front() != letter) {
        lastFolder_ = arena_.join({{&letter, 1}, ":"});
        lastPlace_.share = isShareDrive(letter, arena_) ? lastFolder_ : std::string_view{};
    }
    return lastPlace_.share;
}

// Told anew at each launch: that is names, and costs no more than to compare.
MountState Shares::state() {
    return {};
}

bool isOnShare(std::string_view path, Shares& shares) {
    return !shares.of(path).empty();
}

}  // namespace slipway
