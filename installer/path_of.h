// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Paths for <filesystem>, and what it does not know of them. Slipway's texts are UTF-8 on every
// platform; what the standard library makes of a narrow text on Windows depends on a locale, so
// none may be handed to it there.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace slipway {

std::filesystem::path pathOf(std::string_view utf8);
std::string utf8Of(const std::filesystem::path& path);
// The folder that the path stands in.
std::string folderOfPath(std::string_view utf8);

// Whether a link stands there: of Windows' own, junctions too, <filesystem> knows nothing.
bool leadsElsewhere(const std::filesystem::path& path);

}  // namespace slipway
