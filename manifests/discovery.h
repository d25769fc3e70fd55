// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// From the environment to plugin roots, from roots to plugins (spec 1.2).

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/disk.h"
#include "manifests/manifest.h"
#include "resolver/platform.h"

namespace slipway {

// The value of a variable of the starting environment; nothing where it is unset. The compiler
// hands in one that records what was asked for.
using Variables = std::function<std::optional<std::string>(std::string_view name)>;

// `NAME-VERSION[-PLATFORM]`
struct FolderName {
    std::string name;
    std::string version;   // empty: none
    std::string platform;  // "windows", "mac", "linux", "noarch", or empty
    bool operator==(const FolderName&) const = default;
};
FolderName parseFolderName(std::string_view folder);

// `~`, `$NAME`, `${NAME}` and, on Windows, `%NAME%`. A variable that is unset stays as written.
std::string expandPath(std::string_view text, const PlatformRules& rules,
                       const Variables& variables);

// Whether the path is absolute by the platform's rules (UNC paths and `C:\` are, on Windows).
bool isAbsolutePath(std::string_view path, const PlatformRules& rules);

struct PluginRoot {
    std::string path;       // absolute
    std::string namedBy;    // "SLIPWAY_PLUGIN_PATH", …, "default"
    bool isDefault = false;  // missing is nothing; else a warning
    bool aheadOfEmpty = false;  // stands ahead of the empty entry: its pre-releases count
    bool operator==(const PluginRoot&) const = default;
};

// The roots in their order. Variables looked at: those of spec 1.2 and what they name.
std::vector<PluginRoot> findPluginRoots(const PlatformRules& rules, const Variables& variables,
                                        Diagnostics& diagnostics);

struct Plugin {
    std::string name;
    std::string version;  // empty: the lowest
    std::string platform;
    std::size_t root = 0;      // index into the roots
    std::string folder;        // absolute
    std::string manifestPath;  // absolute
    bool broken = false;       // has errors: contributes nothing, but keeps its name
    std::optional<std::size_t> shadowedBy;  // index of the plugin that counts instead
    Manifest manifest;         // empty where broken
};

struct Discovery {
    std::vector<PluginRoot> roots;
    std::vector<Plugin> plugins;  // by root, then by name, then by version, highest first
};

// Reads every plugin of every root. Another platform's folders are passed over. Broken plugins,
// missing roots (code "root-missing"), shadowed plugins (code "plugin-shadowed", not concerning
// the launch) are reported.
Discovery discoverPlugins(std::vector<PluginRoot> roots, Disk& disk, const PlatformRules& rules,
                          Diagnostics& diagnostics);

}  // namespace slipway
