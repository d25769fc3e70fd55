// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Text for shells: a pure function for each of them.

#pragma once

#include <string>
#include <string_view>

#include "resolver/environment_patch.h"

namespace slipway {

// Whether a POSIX shell can have a variable of that name. It cannot name all that a process may
// have: `ProgramFiles(x86)`, `BASH_FUNC_module%%`.
bool isShellName(std::string_view name);

// One word of a POSIX shell that stands for exactly these bytes; plain text stays as it is.
std::string quoteForSh(std::string_view text);

// `export` and `unset` commands for a POSIX shell to evaluate; variables that it cannot name are
// left out.
std::string formatForSh(const EnvironmentPatch& patch);

}  // namespace slipway
