// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/command_windows.h"

#include "resolver/system_windows.h"
#include "resolver/windows_command_line.h"

namespace slipway {

namespace {

constexpr std::size_t kMostUnits = 32'767;
constexpr std::size_t kMostBatchUnits = 8'191;  // of cmd.exe's

std::string_view interpreter(Arena& arena) {
    wchar_t folder[MAX_PATH];
    const UINT size = ::GetSystemDirectoryW(folder, MAX_PATH);
    return arena.join({narrow({folder, size}, arena), "\\cmd.exe"});
}

}  // namespace

std::optional<WindowsCommand> commandFor(std::string_view executable,
                                         std::span<const char* const> arguments,
                                         std::string_view callersCommandLine, Arena& arena) {
    if (!isBatchFile(executable)) {
        const auto line = commandLineFor(arguments, callersCommandLine, arena);
        return WindowsCommand{executable, line, kMostUnits};
    }
    const std::string_view cmd = interpreter(arena);
    const auto line = batchCommandLineFor(cmd, executable, arguments.subspan(1), arena);
    if (!line) return std::nullopt;
    return WindowsCommand{cmd, *line, kMostBatchUnits};
}

}  // namespace slipway
