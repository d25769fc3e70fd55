// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What differs between operating systems as rules, not as code: a value of this type, so that the
// rules of each system are tested on all of them.

#pragma once

#include <cstdint>
#include <string_view>

namespace slipway {

enum class Platform : std::uint8_t { kLinux, kMacos, kWindows };

struct PlatformRules {
    Platform platform;
    std::string_view name;                // `{platform}`, and the key of platform tables (spec 1.4)
    std::string_view folderName;          // PLATFORM in the names of plugin folders (spec 1.2)
    char listSeparator;                   // of PATH and its like; `{pathsep}`
    char pathSeparator;                   // the one to write; Windows reads both
    bool namesIgnoreCase;                 // variables, commands
    std::string_view executableEnding{};  // of executables' file names
};

inline constexpr PlatformRules kLinuxRules{Platform::kLinux, "linux", "linux", ':', '/', false};
inline constexpr PlatformRules kMacosRules{Platform::kMacos, "macos", "mac", ':', '/', false};
inline constexpr PlatformRules kWindowsRules{
    Platform::kWindows, "windows", "windows", ';', '\\', true, ".exe"};

#if defined(_WIN32)
inline constexpr const PlatformRules& kHostRules = kWindowsRules;
#elif defined(__APPLE__)
inline constexpr const PlatformRules& kHostRules = kMacosRules;
#else
inline constexpr const PlatformRules& kHostRules = kLinuxRules;
#endif

}  // namespace slipway
