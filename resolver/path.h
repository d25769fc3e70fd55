// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Questions about paths as text, by the rules of a platform.

#pragma once

#include <string_view>

#include "resolver/platform.h"

namespace slipway {

// `/…` everywhere but on Windows; there `C:\…` and `\\server\share\…`, with either slash. What
// Windows calls relative to a drive (`C:x`, `\x`) is not absolute.
bool isAbsolutePath(std::string_view path, const PlatformRules& rules);

// Everything before the last separator; the root itself for what stands directly in it; empty for
// a bare name.
std::string_view folderOf(std::string_view path, const PlatformRules& rules);

// What stands behind the last separator.
std::string_view fileNameOf(std::string_view path, const PlatformRules& rules);

}  // namespace slipway
