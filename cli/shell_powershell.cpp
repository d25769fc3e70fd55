// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// PowerShell, of Windows and of any other system.

#include <algorithm>
#include <array>

#include "cli/shell_format.h"
#include "manifests/source_text.h"

namespace slipway {

namespace {

// PowerShell takes the typographic quotes U+2018 to U+201B for the plain one: any of them ends a
// text that any of them began, unless it stands twice.
bool isQuote(std::string_view character) {
    constexpr std::array<std::string_view, 5> kQuotes{"'", "\u2018", "\u2019", "\u201A", "\u201B"};
    return std::ranges::find(kQuotes, character) != kQuotes.end();
}

std::string quoted(std::string_view text) {
    std::string result = "'";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = codePointAt(text, at).length;
        const std::string_view character = text.substr(at, length);
        if (isQuote(character)) result += character;
        result += character;
        at += length;
    }
    return result + "'";
}

// In `${…}` a backtick takes its meaning from a brace.
std::string variable(std::string_view name) {
    if (isPlainName(name)) return "$env:" + std::string(name);
    std::string result = "${env:";
    for (char c : name) {
        if (c == '{' || c == '}' || c == '`') result += '`';
        result += c;
    }
    return result + "}";
}

}  // namespace

ShellCommand powershellCommand(const VariableChange& change) {
    // On its drive Env: these are patterns and parts of paths.
    if (change.name.find_first_of("*?[]/\\:") != std::string_view::npos) {
        return {"", "is left out: PowerShell cannot name that variable"};
    }
    if (!isUtf8(change.name) || !isUtf8(change.after.value_or(""))) {
        return {"", "is left out: it is not UTF-8, and texts of PowerShell are Unicode"};
    }
    if (!change.after) {
        const std::string path = quoted("Env:" + std::string(change.name));
        return {"Remove-Item -LiteralPath " + path + " -ErrorAction Ignore", ""};
    }
    return {variable(change.name) + " = " + quoted(*change.after),
            change.after->empty() ? "is unset instead of empty by PowerShell before 7.5" : ""};
}

}  // namespace slipway
