// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/shell_format.h"

#include <algorithm>

#include "resolver/text.h"

namespace slipway {

namespace {

bool isNameCharacter(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
}

bool isPlain(char c) {
    return isNameCharacter(c) || std::string_view("/.-+,:=@%").find(c) != std::string_view::npos;
}

}  // namespace

bool isShellName(std::string_view name) {
    return !name.empty() && !isDigit(name.front()) && std::ranges::all_of(name, isNameCharacter);
}

std::string quoteForSh(std::string_view text) {
    if (!text.empty() && std::ranges::all_of(text, isPlain)) return std::string(text);
    std::string quoted = "'";
    for (char c : text) {
        if (c == '\'') {
            quoted += "'\\''";
        } else {
            quoted += c;
        }
    }
    return quoted + "'";
}

std::string formatForSh(const EnvironmentPatch& patch) {
    std::string text;
    for (const VariableChange& change : patch) {
        if (!isShellName(change.name)) continue;
        const std::string name(change.name);
        text += change.after ? "export " + name + "=" + quoteForSh(*change.after) : "unset " + name;
        text += "\n";
    }
    return text;
}

}  // namespace slipway
