// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>

#include "shim/aside.h"
#include "shim/child_process.h"
#include "shim/compiler_process.h"
#include "shim/patient_read.h"

namespace slipway {

namespace {

// The helper itself stops waiting for shares, and then still has the rest to read.
constexpr Milliseconds kForTheRest = 2'000;

std::string_view howItEnded(const ChildEnd& end, std::string_view slipway, Arena& arena) {
    if (end.startError != 0) {
        return arena.join({"cannot start '", slipway, "': ", ::strerror(end.startError)});
    }
    if (end.signal != 0) {
        return arena.join({"'", slipway, "' was ended by a signal: ", ::strsignal(end.signal)});
    }
    return arena.join({"'", slipway, "' gave no catalogue"});
}

}  // namespace

void startCompilerAside(void (*work)(void* argument), void* argument) {
    startAside(work, argument);
}

void becomeCompiler(std::span<const char* const> arguments,
                    std::span<const char* const> environment) {
    becomeUnheard(arguments, environment);
}

Compiled compileByHelper(std::string_view slipway, const CatalogueRequest& request,
                         std::string_view cacheFile, const CompilerPatience& patience,
                         std::span<const char* const> environment, Arena& arena) {
    const auto arguments = compilerArguments(slipway, request, cacheFile, patience, arena);
    std::optional<ChildProcess> child = startChild(arguments, environment);
    if (!child) return {std::nullopt, arena.join({"cannot start a process: ", ::strerror(errno)})};
    const Milliseconds longest =
        std::max(patience.together, kPatienceWithQuickShares) + kForTheRest;
    const auto block = readPatiently(child->output, static_cast<std::uint64_t>(longest), arena);
    ::close(child->output);
    if (!block) {
        leaveChild(*child);
        const auto seconds = static_cast<std::uint64_t>(longest / 1000);
        return {std::nullopt, arena.join({"reading the plugins took longer than ",
                                          arena.decimal(seconds), " s"})};
    }
    const ChildEnd end = waitForChild(*child);
    std::optional<Catalogue> catalogue = Catalogue::open(*block);
    if (catalogue) return {catalogue, {}};
    return {std::nullopt, howItEnded(end, slipway, arena)};
}

}  // namespace slipway
