// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Paths as Windows' functions take them.

#pragma once

#include <string_view>

#include "resolver/arena.h"

namespace slipway {

// The absolute path so that a length of 260 and more does: `\\?\C:\…`, `\\?\UNC\server\share\…`.
// Windows takes such a path as it stands, so slashes become backslashes, and `.`, `..` and doubled
// separators are resolved here. A shorter path, a relative one and one that begins so already stay.
std::string_view extendedPath(std::string_view path, Arena& arena);

// The share that an absolute path is on by its name alone: `\\server\share` in lower case, however
// it is written; empty for one on a drive, and for a device's.
std::string_view shareInName(std::string_view path, Arena& arena);

// The letter of the drive that an absolute path is on, in upper case; '\0' where it is on none.
char driveOf(std::string_view path);

// What a drive letter leads to, by the name of its device as QueryDosDeviceW tells it: names alone,
// so that nothing is touched.
struct DriveTarget {
    bool isShare = false;
    char drive = '\0';  // of `subst`: the letter that it stands for a folder of
};
DriveTarget driveTarget(std::string_view device);

// A command's name without `.exe`, in whatever case that is.
std::string_view withoutExe(std::string_view name);

}  // namespace slipway
