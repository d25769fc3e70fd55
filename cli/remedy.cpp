// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/remedy.h"

#include "manifests/wording.h"

namespace slipway {

namespace {

bool isWindows(const PlatformRules& rules) {
    return rules.platform == Platform::kWindows;
}

}  // namespace

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
