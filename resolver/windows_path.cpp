// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/windows_path.h"

#include <algorithm>

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

bool beginsWith(std::string_view text, std::string_view start) {
    return text.size() >= start.size() &&
           equals(text.substr(0, start.size()), start, Case::kIgnored);
}

// `?` or `.` of `\\?\…`; '\0' of any other path.
char deviceMark(std::string_view path) {
    const bool isDevice = path.size() > 3 && isSeparator(path[0]) && isSeparator(path[1]) &&
                          isSeparator(path[3]) && (path[2] == '?' || path[2] == '.');
    return isDevice ? path[2] : '\0';
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

std::string_view shareInName(std::string_view path, Arena& arena) {
    if (path.size() < 3 || !isSeparator(path[0]) || !isSeparator(path[1])) return {};
    const char mark = deviceMark(path);
    if (mark != '\0') {
        path.remove_prefix(3);
        if (mark == '.' || !equals(takeSegment(path), "UNC", Case::kIgnored)) return {};
    }
    const std::string_view server = takeSegment(path);
    const std::string_view share = takeSegment(path);
    const std::string_view name = arena.join({"\\\\", server, share.empty() ? "" : "\\", share});
    const std::span<char> folded = arena.allocateArray<char>(name.size() + 1);
    std::ranges::transform(name, folded.begin(), lower);
    folded.back() = '\0';
    return {folded.data(), name.size()};
}

char driveOf(std::string_view path) {
    if (deviceMark(path) == '?') path.remove_prefix(4);
    if (path.size() < 2 || path[1] != ':' || !isLetter(path[0])) return '\0';
    return static_cast<char>(lower(path[0]) - 'a' + 'A');
}

// A redirector parts its own name from the drive's by a `;`:
// `\Device\Mup\;LanmanRedirector\;X:0000000000012345\server\share`.
DriveTarget driveTarget(std::string_view device) {
    constexpr std::string_view kSubstituted = "\\??\\";
    if (device.starts_with(kSubstituted)) {
        device.remove_prefix(kSubstituted.size());
        if (beginsWith(device, "UNC\\")) return {.isShare = true};
        return {.drive = driveOf(device)};
    }
    const bool isRedirected = device.find("\\;") != std::string_view::npos;
    return {.isShare = isRedirected || beginsWith(device, "\\Device\\Mup\\") ||
                       beginsWith(device, "\\Device\\LanmanRedirector\\")};
}

std::string_view withoutExe(std::string_view name) {
    constexpr std::string_view kEnding = ".exe";
    const bool has = name.size() > kEnding.size() &&
                     equals(name.substr(name.size() - kEnding.size()), kEnding, Case::kIgnored);
    return has ? name.substr(0, name.size() - kEnding.size()) : name;
}

}  // namespace slipway
