// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "shim/compiler_process.h"
#include "shim/helper_process_windows.h"
#include "shim/launch_failure_windows.h"

namespace slipway {

namespace {

// The helper itself stops waiting for shares, and then still has the rest to read.
constexpr Milliseconds kForTheRest = 2'000;
constexpr DWORD kForItsEnd = 1'000;

}  // namespace

// Nothing here becomes another program: the helper is a process of its own.
void startCompilerAside(void (*work)(void* argument), void* argument) {
    work(argument);
}

void becomeCompiler(std::span<const char* const> arguments,
                    std::span<const char* const> environment) {
    Arena arena;
    startDetached(arguments[0], arguments.first(arguments.size() - 1), environment, arena);
}

Compiled compileByHelper(std::string_view slipway, const CatalogueRequest& request,
                         std::string_view cacheFile, const CompilerPatience& patience,
                         std::span<const char* const> environment, Arena& arena) {
    const auto arguments = compilerArguments(slipway, request, cacheFile, patience, arena);
    const auto helper = startHelper({.arguments = arguments, .environment = environment}, arena);
    if (!helper) {
        const auto reason = errorInWords(::GetLastError(), arena);
        return {std::nullopt, arena.join({"cannot start '", slipway, "': ", reason})};
    }
    const auto together =
        static_cast<DWORD>(std::max(patience.together, kPatienceWithQuickShares) + kForTheRest);
    const auto block = readUntilEnd(helper->conversation.get(), together, arena);
    // What hangs in a share does not end, whoever ends it.
    if (!block) ::TerminateProcess(helper->process.get(), 1);
    ::WaitForSingleObject(helper->process.get(), kForItsEnd);
    if (!block) {
        return {std::nullopt, arena.join({"reading the plugins took longer than ",
                                          arena.decimal(together / 1000), " s"})};
    }
    const std::optional<Catalogue> catalogue = Catalogue::open(*block);
    if (catalogue) return {catalogue, {}};
    return {std::nullopt, arena.join({"'", slipway, "' gave no catalogue"})};
}

}  // namespace slipway
