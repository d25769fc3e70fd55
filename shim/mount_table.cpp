// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/mount_table.h"

#include <algorithm>
#include <optional>
#include <span>

#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::string_view kShareTypes[] = {
    "9p",    "acfs",      "afs",   "afpfs", "autofs", "beegfs", "ceph",     "cifs",   "coda",
    "gfs2",  "glusterfs", "gpfs",  "kafs",  "lustre", "ncpfs",  "nfs",      "nfs4",   "ocfs2",
    "panfs", "prl_fs",    "pvfs2", "smb3",  "smbfs",  "vboxsf", "virtiofs", "vmhgfs", "wekafs",
};

std::optional<std::uint32_t> number(std::string_view text) {
    if (text.empty() || text.size() > 9 || !std::ranges::all_of(text, isDigit)) return std::nullopt;
    std::uint32_t value = 0;
    for (char digit : text) value = value * 10 + static_cast<std::uint32_t>(digit - '0');
    return value;
}

bool isOctal(std::string_view digits) {
    return digits.size() == 3 &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '7'; });
}

// Blanks, line ends and backslashes stand as `\040`, `\011`, `\012`, `\134`.
std::string_view unescaped(std::string_view text, Arena& arena) {
    const std::span<char> out = arena.allocateArray<char>(text.size() + 1);
    std::size_t size = 0;
    while (!text.empty()) {
        const std::string_view digits = text.substr(1, 3);
        const bool isEscape = text.front() == '\\' && isOctal(digits);
        const int code =
            isEscape ? (digits[0] - '0') * 64 + (digits[1] - '0') * 8 + (digits[2] - '0') : 0;
        out[size++] = isEscape ? static_cast<char>(code) : text.front();
        text.remove_prefix(isEscape ? 4 : 1);
    }
    out[size] = '\0';
    return {out.data(), size};
}

bool isWithin(std::string_view path, std::string_view folder) {
    if (folder == "/") return path.starts_with('/');
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace

bool isShareType(std::string_view type) {
    if (type.starts_with("fuse")) return type != "fusectl";
    return std::ranges::find(kShareTypes, type) != std::end(kShareTypes);
}

MountTable::MountTable(std::string_view text, Arena& arena) : mounts_(arena) {
    forEachEntry(text, "\n", [&](std::string_view line) { readLine(line, arena); });
}

// ID PARENT MAJOR:MINOR ROOT FOLDER OPTIONS [TAG…] - TYPE SOURCE OPTIONS
void MountTable::readLine(std::string_view line, Arena& arena) {
    constexpr std::string_view kEndOfTags = " - ";
    const std::size_t end = line.find(kEndOfTags);
    if (end == std::string_view::npos) return;
    std::string_view fields[5];
    std::size_t count = 0;
    forEachEntry(line.substr(0, end), " ", [&](std::string_view field) {
        if (count < std::size(fields)) fields[count++] = field;
    });
    const auto id = number(fields[0]);
    const auto parent = number(fields[1]);
    if (!id || !parent || !fields[4].starts_with('/')) return;
    const std::string_view rest = line.substr(end + kEndOfTags.size());
    // Where the root itself does not answer there is nothing to be rescued, this program neither.
    const bool isShare = isShareType(rest.substr(0, rest.find(' '))) && fields[4] != "/";
    hasShares_ = hasShares_ || isShare;
    mounts_.push({*id, *parent, unescaped(fields[4], arena), isShare});
}

// What it stands on is outside of what this process sees.
const Mount* MountTable::root() const {
    const auto found = std::ranges::find_if(mounts_, [&](const Mount& mount) {
        return mount.folder == "/" &&
               (mount.id == mount.parent ||
                std::ranges::find(mounts_, mount.parent, &Mount::id) == mounts_.end());
    });
    return found == mounts_.end() ? nullptr : found;
}

// The first that is crossed: nothing else on `from` is as near to its folder.
const Mount* MountTable::nextOnTheWay(const Mount& from, std::string_view path) const {
    const Mount* next = nullptr;
    for (const Mount& mount : mounts_) {
        if (mount.parent != from.id || mount.id == from.id || !isWithin(path, mount.folder))
            continue;
        if (next == nullptr || mount.folder.size() < next->folder.size()) next = &mount;
    }
    return next;
}

const Mount* MountTable::of(std::string_view path) const {
    const Mount* mount = root();
    // No table is so odd that the way through it leads in a circle for ever.
    for (std::size_t i = 0; mount != nullptr && i < mounts_.size(); ++i) {
        const Mount* next = nextOnTheWay(*mount, path);
        if (next == nullptr) break;
        mount = next;
    }
    return mount;
}

}  // namespace slipway
