// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the name of a plugin's folder says (spec 1.2).

#pragma once

#include <string>
#include <string_view>

#include "resolver/platform.h"

namespace slipway {

// `NAME-VERSION[-PLATFORM]`
struct FolderName {
    std::string name;
    std::string version;   // empty: none
    std::string platform;  // "windows", "mac", "linux", "noarch", or empty
    bool operator==(const FolderName&) const = default;
};
FolderName parseFolderName(std::string_view folder);

// False for another platform's.
bool isForPlatform(const FolderName& folder, const PlatformRules& rules);

}  // namespace slipway
