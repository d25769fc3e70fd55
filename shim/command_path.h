// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Finding the real command behind a shim (spec 2.3).

#pragma once

#include <string_view>

#include "resolver/arena.h"
#include "shim/share_asker.h"

namespace slipway {

// How what Windows starts by a name that has no ending may end, in the order of PATHEXT: what else
// may stand there is for interpreters, which CreateProcessW does not look for. Parted by
// semicolons.
inline constexpr std::string_view kCommandEndings = ".com;.exe;.bat;.cmd";

// The first file named `command` in the folders of `path` that may be launched; empty where there
// is none. Passed over: shims (any Slipway shim, copied or linked), folders, what is not
// executable, and empty or relative entries. A folder on a share is asked there. `endings` are
// those of PATHEXT: Windows completes names by them, as far as it can start such a file.
std::string_view findOnPath(std::string_view path, std::string_view command, ShareAsker& asker,
                            Arena& arena, std::string_view endings = {});

}  // namespace slipway
