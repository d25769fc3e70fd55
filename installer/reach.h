// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a shell runs when a command is typed that a folder has a shim for.

#pragma once

#include <string>
#include <string_view>

#include "resolver/platform.h"

namespace slipway {

struct Reach {
    enum class Kind {
        kReady,      // the folder's
        kNotOnPath,  // the folder is not on PATH
        kBehind,     // one in a folder that stands ahead of it
    };
    Kind kind = Kind::kNotOnPath;
    std::string other;  // the first command of that name in another folder of PATH, or empty
    bool operator==(const Reach&) const = default;
};

// The folder need not be there yet. Relative entries of PATH count for nothing: what they mean
// changes with every `cd`.
Reach reachOf(const std::string& folder, const std::string& name, std::string_view path,
              const PlatformRules& rules);

// Whether somebody may execute the file, links followed.
bool isExecutableFile(const std::string& path);

}  // namespace slipway
