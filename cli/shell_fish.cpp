// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// fish. Variables whose name ends in PATH are lists there: `set` parts the value at ':' and a child
// process gets it joined again, so the commands are the same for them.

#include <algorithm>

#include "cli/shell_format.h"
#include "resolver/text.h"

namespace slipway {

namespace {

constexpr std::string_view kFishsOwn[] = {
    "FISH_VERSION",      "PWD",     "SHLVL",    "_",          "argv",
    "fish_pid",          "history", "hostname", "pipestatus", "status",
    "status_generation", "umask",   "version",
};
static_assert(std::ranges::is_sorted(kFishsOwn));

// fish looks for commands by these two and means the working directory by an empty entry.
bool hasDotForEmptyEntry(const VariableChange& change) {
    if (change.name != "PATH" && change.name != "CDPATH") return false;
    bool hasEmpty = false;
    forEachEntry(*change.after, ":", [&](std::string_view entry) { hasEmpty |= entry.empty(); });
    return hasEmpty && !change.after->empty();
}

}  // namespace

// Within single quotes a backslash stands for itself unless '\' or a quote follows. A line's end
// is written `\n` outside of them, so that `eval (…)`, which makes spaces of them, works too.
std::string quoteForFish(std::string_view text) {
    std::string result = "'";
    for (char c : text) {
        if (c == '\n') {
            result += "'\\n'";
            continue;
        }
        if (c == '\'' || c == '\\') result += '\\';
        result += c;
    }
    return result + "'";
}

ShellCommand fishCommand(const VariableChange& change) {
    if (!isPlainName(change.name)) {
        return {"", "is left out: fish cannot have a variable of that name"};
    }
    if (std::ranges::binary_search(kFishsOwn, change.name)) {
        return {"", "is left out: fish keeps that name for itself"};
    }
    const std::string name(change.name);
    if (!change.after) return {"set -eg " + name + ";", ""};
    return {"set -gx " + name + " " + quoteForFish(*change.after) + ";",
            hasDotForEmptyEntry(change) ? "gets '.' for its empty entries: so fish has it" : ""};
}

}  // namespace slipway
