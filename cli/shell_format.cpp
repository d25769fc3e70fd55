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

EnvironmentChange environmentChange(const EnvironmentPatch& changes) {
    EnvironmentChange change;
    for (const VariableChange& variable : changes) {
        if (variable.after) {
            change.set.emplace_back(variable.name, *variable.after);
        } else {
            change.unset.emplace_back(variable.name);
        }
    }
    return change;
}

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

std::string formatForSh(const EnvironmentChange& change) {
    std::string text;
    for (const auto& [name, value] : change.set) {
        if (isShellName(name)) text += "export " + name + "=" + quoteForSh(value) + "\n";
    }
    for (const std::string& name : change.unset) {
        if (isShellName(name)) text += "unset " + name + "\n";
    }
    return text;
}

}  // namespace slipway
