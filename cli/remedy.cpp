// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/remedy.h"

#include <algorithm>

#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

bool isWindows(const PlatformRules& rules) {
    return rules.platform == Platform::kWindows;
}

// A comma parts words in both shells, '%' is the one's, and '@' at the front the other's.
bool isPlain(char c) {
    return isLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("_\\/.-+:@").find(c) != std::string_view::npos;
}

std::string quoteForWindows(std::string_view text) {
    const bool isWord = std::ranges::all_of(text, isPlain) && !text.starts_with('@');
    if (!text.empty() && isWord) return std::string(text);
    std::string quoted = "\"";
    for (char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

std::string quoteForShell(std::string_view text, const PlatformRules& rules) {
    return isWindows(rules) ? quoteForWindows(text) : quoteForSh(text);
}

// PowerShell wants commas between them, and cmd does not mind.
std::string removalOf(const std::vector<std::string>& files, const PlatformRules& rules) {
    std::string command = isWindows(rules) ? "del" : "rm";
    for (const std::string& file : files) {
        command += &file != &files.front() && isWindows(rules) ? ", " : " ";
        command += quoteForShell(file, rules);
    }
    return command;
}

std::string movingAside(const std::string& path, const PlatformRules& rules) {
    return (isWindows(rules) ? "move " : "mv ") + quoteForShell(path, rules) + " " +
           quoteForShell(path + ".old", rules);
}

std::string showingRightsOf(const std::string& path, const PlatformRules& rules) {
    if (isWindows(rules)) return "icacls " + quoteForShell(path, rules);
    return "ls -ld " + quoteForShell(path, rules) + "  # who may read it?";
}

std::string unsetting(std::string_view variable, const PlatformRules& rules) {
    if (isWindows(rules)) return "take " + std::string(variable) + " out of the environment";
    return "unset " + std::string(variable);
}

std::string appendingNothingTo(std::string_view variable, const PlatformRules& rules) {
    const std::string name(variable);
    if (isWindows(rules)) return "if they are wanted, end " + name + " in ';'";
    return "export " + name + "=\"$" + name + rules.listSeparator + "\"  # if they are wanted";
}

}  // namespace slipway
