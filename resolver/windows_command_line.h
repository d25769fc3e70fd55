// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Windows hands a program one text; what its arguments are is for the program to say. Nearly all
// go by the rules of the C runtime library, which are these ("Parsing C command-line arguments" in
// its documentation). Texts are bytes (utf16.h): what the rules know of are ASCII characters.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"

namespace slipway {

struct CommandLineArgument {
    std::string_view text;
    std::string_view raw;  // as it stands there, up to the end of the whole command line
};

// The first is the program's own name, for which other rules hold: a backslash is nothing special.
std::span<const CommandLineArgument> splitCommandLine(std::string_view commandLine, Arena& arena);

// So that the C runtime makes the same text of it again.
std::string_view quoteArgument(std::string_view argument, Arena& arena);

// The command line of a launch with these arguments, the program's name among them. Those at the
// end that stand at the end of the caller's command line, too, are taken from there as they stand:
// programs with rules of their own must not see a difference.
std::string_view commandLineFor(std::span<const char* const> arguments,
                                std::string_view callersCommandLine, Arena& arena);

// Whether Windows would run the file by cmd.exe. It sees through dots and spaces at the end of a
// name, so `x.bat. .` is one.
bool isBatchFile(std::string_view path);

// What cmd.exe is given to run a batch file. It reads a command line by rules of its own, in which
// an argument may become a second command (CVE-2024-24576); nothing where an argument cannot be
// written so that it stays one.
std::optional<std::string_view> batchCommandLineFor(std::string_view interpreter,
                                                    std::string_view batchFile,
                                                    std::span<const char* const> arguments,
                                                    Arena& arena);

}  // namespace slipway
