// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_path.h"

#include "resolver/path.h"
#include "resolver/text.h"
#include "resolver/utf16.h"

namespace slipway {

namespace {

// A folder may have that many units and not one more: there must be room for a short file name.
constexpr std::size_t kMostUnits = 247;

bool isSeparator(char c) {
    return c == '/' || c == '\\';
}

std::string_view takeSegment(std::string_view& path) {
    while (!path.empty() && isSeparator(path[0])) path.remove_prefix(1);
    std::size_t size = 0;
    while (size < path.size() && !isSeparator(path[size])) ++size;
    const std::string_view segment = path.substr(0, size);
    path.remove_prefix(size);
    return segment;
}

}  // namespace

std::string_view extendedPath(std::string_view path, Arena& arena) {
    if (path.size() <= kMostUnits || utf16Length(path) <= kMostUnits) return path;
    if (!isAbsolutePath(path, kWindowsRules)) return path;
    if (path.starts_with("\\\\?\\") || path.starts_with("\\\\.\\")) return path;
    const bool isShare = isSeparator(path[0]);
    // `..` never leads out of a drive, or of a share.
    const std::size_t root = isShare ? 2 : 1;
    ArenaVector<std::string_view> segments(arena);
    for (std::string_view rest = path; !rest.empty();) {
        const std::string_view segment = takeSegment(rest);
        if (segment == ".." && segments.size() > root) segments.truncate(segments.size() - 1);
        if (!segment.empty() && segment != "." && segment != "..") segments.push(segment);
    }
    return arena.join({isShare ? "\\\\?\\UNC\\" : "\\\\?\\", arena.join(segments.span(), "\\")});
}

std::string_view withoutExe(std::string_view name) {
    constexpr std::string_view kEnding = ".exe";
    const bool has = name.size() > kEnding.size() &&
                     equals(name.substr(name.size() - kEnding.size()), kEnding, Case::kIgnored);
    return has ? name.substr(0, name.size() - kEnding.size()) : name;
}

}  // namespace slipway
