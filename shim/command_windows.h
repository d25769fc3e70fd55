// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What CreateProcessW is given to run an executable, or a batch file, with arguments.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

struct WindowsCommand {
    std::string_view executable;  // the file itself; of a batch file, Windows' own cmd.exe
    std::string_view line;
    std::size_t mostUnits;  // that the line may have, with the NUL that ends it
};

// `arguments` begin with the program's name. `callersCommandLine` as of commandLineFor
// (resolver/windows_command_line.h). Nothing where a batch file cannot be given them safely.
std::optional<WindowsCommand> commandFor(std::string_view executable,
                                         std::span<const char* const> arguments,
                                         std::string_view callersCommandLine, Arena& arena);

}  // namespace slipway
