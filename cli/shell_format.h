// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A change of environment as commands for a shell to evaluate: a row of a table and a file for each
// shell.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "resolver/environment_patch.h"

namespace slipway {

// What a shell is to evaluate for one change.
struct ShellCommand {
    std::string text;         // empty: the shell cannot make the change
    std::string_view remark;  // what is not as asked for, in words; empty: nothing
};

struct ShellFormat {
    std::string_view name;  // of `env --format`
    std::string_view use;   // a line to type in that shell, with `COMMAND` where the verb stands
    ShellCommand (*command)(const VariableChange&);
};

// In the order in which they are told of.
std::span<const ShellFormat> shellFormats();
const ShellFormat* shellFormatNamed(std::string_view name);

struct ShellScript {
    std::string text;  // a command a line
    struct Remark {
        std::string name;  // of the variable
        std::string_view text;
    };
    std::vector<Remark> remarks;
};
ShellScript scriptFor(const ShellFormat& format, const EnvironmentPatch& patch);

// The same as quoteForSh(), of fish and always in quotes.
std::string quoteForFish(std::string_view text);

// --- what the table is made of

ShellCommand shCommand(const VariableChange& change);
ShellCommand fishCommand(const VariableChange& change);
ShellCommand powershellCommand(const VariableChange& change);
ShellCommand cmdCommand(const VariableChange& change);

// Whether the name is of letters, digits and '_' and begins with no digit: what every shell takes.
// A process may have others: `ProgramFiles(x86)`, `BASH_FUNC_module%%`.
bool isPlainName(std::string_view name);

bool isUtf8(std::string_view text);

}  // namespace slipway
