// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Paths as text, by the rules of any platform; the disk is not asked.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "resolver/path.h"
#include "resolver/platform.h"

namespace slipway {

// The value of a variable of the starting environment; nothing where it is unset. The compiler
// hands in one that records what was asked for.
using Variables = std::function<std::optional<std::string>(std::string_view name)>;

// The value unless it is unset or empty.
std::optional<std::string> nonEmpty(const Variables& variables, std::string_view name);

// The user's home, as the environment has it.
std::optional<std::string> homeFolder(const PlatformRules& rules, const Variables& variables);

// The user's name, likewise.
std::optional<std::string> userName(const PlatformRules& rules, const Variables& variables);

// `~`, `$NAME`, `${NAME}` and, on Windows, `%NAME%`. A variable that is unset stays as written.
std::string expandPath(std::string_view text, const PlatformRules& rules,
                       const Variables& variables);

// `/`, on Windows `\` too.
bool isSeparator(char c, const PlatformRules& rules);

// What stands ahead of the first separator.
std::string_view segmentAt(std::string_view path, const PlatformRules& rules);

// Without doubled and trailing separators and `.`; `..` stays, since what it leads to is the
// disk's to say (links). Separators stay as they are written.
std::string tidyPath(std::string_view path, const PlatformRules& rules);

// Where a tidy absolute path begins: `/`, `C:\`, `\\server\share`.
std::string rootOf(std::string_view path, const PlatformRules& rules);

// The folder of a tidy absolute path that is no root.
std::string parentOf(std::string_view path, const PlatformRules& rules);

// Whether a tidy path is the folder or beneath it, as text.
bool isWithin(std::string_view path, std::string_view folder, const PlatformRules& rules);

// A tidy path and a name beneath it, which may have separators of its own.
std::string joinPath(std::string_view folder, std::string_view name, const PlatformRules& rules);

}  // namespace slipway
