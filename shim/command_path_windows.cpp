// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "resolver/path.h"
#include "resolver/system_windows.h"
#include "resolver/text.h"
#include "shim/command_path.h"
#include "shim/in_place.h"
#include "shim/marker.h"
#include "shim/share_questions_windows.h"

namespace slipway {

namespace {

bool canBeStarted(std::string_view ending) {
    bool can = false;
    forEachEntry(kCommandEndings, ";", [&](std::string_view usual) {
        can = can || equals(usual, ending, Case::kIgnored);
    });
    return can;
}

std::string_view withoutQuotes(std::string_view entry) {
    const bool isQuoted = entry.size() >= 2 && entry.front() == '"' && entry.back() == '"';
    return isQuoted ? entry.substr(1, entry.size() - 2) : entry;
}

bool endsLikeAnExecutable(std::string_view name) {
    const std::size_t dot = name.find_last_of('.');
    return dot != std::string_view::npos && canBeStarted(name.substr(dot));
}

}  // namespace

bool isCommandFile(const char* path) {
    Arena arena;
    const DWORD attributes = ::GetFileAttributesW(widePath(path, arena));
    const bool isFile =
        attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0;
    // A shim in the place of an executable stands for that one.
    return isFile && (!isShim(path) || executableBehind(path, arena) != path);
}

std::string_view findOnPath(std::string_view path, std::string_view command, ShareAsker& asker,
                            Arena& arena, std::string_view endings) {
    std::string_view found;
    if (command.empty() || command.find_first_of("/\\:") != std::string_view::npos) return found;
    const auto consider = [&](std::string_view folder, std::string_view ending) {
        const std::string_view candidate = arena.join({folder, "\\", command, ending});
        if (!found.empty()) return;
        const std::string_view share = asker.shares().of(candidate);
        const bool isIt = share.empty() ? isCommandFile(candidate.data())
                                        : asker.isTrue(share, candidate.data(), isCommandFile);
        if (isIt) found = candidate;
    };
    forEachEntry(path, ";", [&](std::string_view entry) {
        std::string_view folder = withoutQuotes(entry);
        if (!found.empty() || !isAbsolutePath(folder, kHostRules)) return;
        while (folder.ends_with('\\') || folder.ends_with('/')) folder.remove_suffix(1);
        if (endsLikeAnExecutable(command)) consider(folder, "");
        forEachEntry(endings.empty() ? kCommandEndings : endings, ";",
                     [&](std::string_view ending) {
                         if (canBeStarted(ending)) consider(folder, ending);
                     });
    });
    return found;
}

}  // namespace slipway
