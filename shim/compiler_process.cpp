// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/compiler_process.h"

namespace slipway {

std::span<const char* const> compilerArguments(std::string_view slipway,
                                               const CatalogueRequest& request,
                                               std::string_view cacheFile,
                                               const CompilerPatience& patience, Arena& arena) {
    ArenaVector<const char*> arguments(arena);
    const auto add = [&](std::string_view text) { arguments.push(arena.copy(text).data()); };
    for (std::string_view text :
         {slipway, kCompileVerb, request.command, cacheFile, slipway, request.siteFolder,
          arena.decimal(static_cast<std::uint64_t>(patience.forAnAnswer)),
          arena.decimal(static_cast<std::uint64_t>(patience.together))}) {
        add(text);
    }
    for (const Answer& answer : request.answers) {
        add(answer.question);
        add(answer.answer ? arena.join({"=", *answer.answer}) : std::string_view{"-"});
    }
    arguments.push(nullptr);
    return arguments.span();
}

}  // namespace slipway
