// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/path_advice.h"

#include <algorithm>

#include "cli/shell_format.h"
#include "cli/syntax.h"
#include "installer/path_of.h"
#include "installer/reach.h"
#include "installer/shim_folder.h"
#include "manifests/diagnostic.h"
#include "manifests/wording.h"

namespace slipway {

namespace {

std::string replaceAll(std::string_view text, char what, std::string_view with) {
    std::string result;
    for (char c : text) c == what ? result += with : result += c;
    return result;
}

std::string plainOrForFish(std::string_view text) {
    return quoteForSh(text) == text ? std::string(text) : quoteForFish(text);
}

// Its history expansion reaches into quotes.
std::string quoteForTcsh(std::string_view text) {
    return replaceAll(quoteForSh(text), '!', "\\!");
}

struct Shell {
    std::string_view name;
    std::string_view file;
    std::string_view then;
    std::string_view forget;  // what makes a running one look at PATH afresh; empty: it always does
    std::string (*quote)(std::string_view);
    std::string_view beforeFolder, behindFolder;
};

constexpr std::string_view kNewTerminal = "open a new terminal";
constexpr std::string_view kExport = "export PATH=";
constexpr std::string_view kExported = ":\"$PATH\"";
constexpr Shell kShells[] = {
    {"sh", "~/.profile", "log in again", "hash -r", quoteForSh, kExport, kExported},
    {"bash", "~/.bashrc", kNewTerminal, "hash -r", quoteForSh, kExport, kExported},
    {"zsh", "~/.zshrc", kNewTerminal, "hash -r", quoteForSh, kExport, kExported},
    {"fish", "~/.config/fish/config.fish", kNewTerminal, "", plainOrForFish, "set -gx PATH ",
     " $PATH"},
    {"tcsh", "~/.tcshrc", kNewTerminal, "rehash", quoteForTcsh, "set path = (", " $path:q)"},
    {"csh", "~/.cshrc", kNewTerminal, "rehash", quoteForTcsh, "set path = (", " $path:q)"},
};

// What a login reads, whoever it is of.
constexpr Shell kEverybodys = {
    "", "/etc/profile.d/slipway-path.sh", "log in again", "", quoteForSh, kExport, kExported};

// There every terminal is a login, whose PATH /etc/zprofile puts in an order of its own first.
constexpr Shell kBashOfMacos = {"bash",     "~/.bash_profile", kNewTerminal, "hash -r",
                                quoteForSh, kExport,           kExported};
constexpr Shell kEverybodysOfMacos = {"",         "/etc/zprofile", kNewTerminal, "",
                                      quoteForSh, kExport,         kExported};

const Shell& shellOf(std::string_view path, Platform platform) {
    const std::string name = utf8Of(pathOf(path).filename());
    const auto known = std::ranges::find(kShells, name, &Shell::name);
    if (known == std::end(kShells)) return kShells[0];
    const bool isMacosBash = platform == Platform::kMacos && name == kBashOfMacos.name;
    return isMacosBash ? kBashOfMacos : *known;
}

std::string valueOf(const Surroundings& surroundings, std::string_view name) {
    return variablesOf(surroundings)(name).value_or("");
}

// What was typed before stays where the shell remembers it.
std::string ready(const std::vector<std::string>& names, bool isElsewhere, const Shell& shell,
                  const PlatformRules& rules) {
    std::string words;
    for (const std::string& name : names) {
        if (!words.empty()) words += &name == &names.back() ? " or " : ", ";
        words += printable(quoteForShell(name, rules));
    }
    std::string text = "ready: type " + words;
    if (isElsewhere && !shell.forget.empty()) {
        text += "; first " + inQuotes(shell.forget) + " in a shell that has run it before";
    }
    return text + "\n";
}

std::string toDoOnWindows(std::string_view why, const std::string& folder, bool isForAll) {
    return "still to do: " + std::string(why) + "; run this in PowerShell" +
           (isForAll ? ", as an administrator," : "") + " and open a new terminal:\n  " +
           powershellPathLine(folder, isForAll) + "\n";
}

StartupLine lineOf(const Shell& shell, std::string_view folder) {
    return {std::string(shell.file),
            std::string(shell.beforeFolder) + shell.quote(folder) + std::string(shell.behindFolder),
            std::string(shell.then)};
}

const Shell& shellFor(const std::string& folder, const Surroundings& surroundings) {
    const Platform platform = surroundings.rules.platform;
    if (!isSystemShimFolder(folder, surroundings)) {
        return shellOf(valueOf(surroundings, "SHELL"), platform);
    }
    return platform == Platform::kMacos ? kEverybodysOfMacos : kEverybodys;
}

std::string toDo(std::string_view why, const std::string& folder, const Shell& shell) {
    const StartupLine startup = lineOf(shell, folder);
    return "still to do: " + std::string(why) + "; add this line to " + startup.file + " and " +
           startup.then + ":\n  " + startup.line + "\n";
}

}  // namespace

StartupLine startupLine(std::string_view shellPath, std::string_view folder, Platform platform) {
    return lineOf(shellOf(shellPath, platform), folder);
}

StartupLine startupLine(const std::string& folder, const Surroundings& surroundings) {
    return lineOf(shellFor(folder, surroundings), folder);
}

std::string powershellPathLine(std::string_view folder, bool isForAll) {
    const std::string quoted = "'" + replaceAll(folder, '\'', "''") + ";'";
    const std::string whose = isForAll ? "'Machine'" : "'User'";
    return "[Environment]::SetEnvironmentVariable('Path', " + quoted +
           " + [Environment]::GetEnvironmentVariable('Path', " + whose + "), " + whose + ")";
}

bool isSystemShimFolder(std::string_view folder, const Surroundings& surroundings) {
    return folder == systemShimFolder(surroundings.rules, variablesOf(surroundings));
}

std::string pathAdvice(const std::string& folder, const std::vector<std::string>& names,
                       const Surroundings& surroundings) {
    const PlatformRules& rules = surroundings.rules;
    const Shell& shell = shellOf(valueOf(surroundings, "SHELL"), rules.platform);
    if (folder.find(rules.listSeparator) != std::string::npos) {
        return "still to do: no PATH can hold " + inQuotes(folder) + ", as it has a '" +
               rules.listSeparator + "': install to another folder, or type the whole path\n";
    }
    const bool isWindows = rules.platform == Platform::kWindows;
    const auto toPutFirst = [&](const std::string& why, bool isForAll) {
        return isWindows ? toDoOnWindows(why, folder, isForAll)
                         : toDo(why, folder, shellFor(folder, surroundings));
    };
    bool isElsewhere = false;
    for (const std::string& name : names) {
        const Reach reach = reachOf(folder, name, valueOf(surroundings, "PATH"), rules);
        isElsewhere = isElsewhere || !reach.other.empty();
        if (reach.kind == Reach::Kind::kNotOnPath) {
            return toPutFirst(inQuotes(folder) + " is not on PATH",
                              isSystemShimFolder(folder, surroundings));
        }
        if (reach.kind == Reach::Kind::kBehind) {
            return toPutFirst(inQuotes(reach.other) + " comes before it on PATH", true);
        }
    }
    return ready(names, isElsewhere && !isWindows, shell, rules);
}

}  // namespace slipway
