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

// A command's name without `.exe`, in whatever case that is.
std::string_view withoutExe(std::string_view name);

}  // namespace slipway
