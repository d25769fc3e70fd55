// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <sys/stat.h>
#include <unistd.h>

#include "resolver/text.h"
#include "shim/command_path.h"
#include "shim/in_place.h"
#include "shim/marker.h"

namespace slipway {

namespace {

bool isExecutableFile(const char* path) {
    struct ::stat facts;
    return ::stat(path, &facts) == 0 && S_ISREG(facts.st_mode) && ::access(path, X_OK) == 0;
}

// A shim in the place of an executable stands for that one.
bool isCommand(const char* path) {
    if (!isExecutableFile(path)) return false;
    Arena arena;
    return !isShim(path) || executableBehind(path, arena) != path;
}

}  // namespace

std::string_view findOnPath(std::string_view path, std::string_view command, ShareAsker& asker,
                            Arena& arena, std::string_view) {
    std::string_view found;
    if (command.empty() || command.find('/') != std::string_view::npos) return found;
    forEachEntry(path, ":", [&](std::string_view folder) {
        if (!found.empty() || !folder.starts_with('/')) return;
        const std::string_view slash = folder.ends_with('/') ? "" : "/";
        const std::string_view candidate = arena.join({folder, slash, command});
        const bool isIt =
            isOnShare(candidate, asker.shares())
                ? asker.isTrue(asker.shares().of(candidate), candidate.data(), isCommand)
                : isCommand(candidate.data());
        if (isIt) found = candidate;
    });
    return found;
}

}  // namespace slipway
