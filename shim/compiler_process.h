// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The helper: `slipway` compiles, the shim never parses. Whatever is wrong with a manifest, a
// parser or a share is one case for the shim: the helper is gone or late.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/catalogue.h"
#include "shim/catalogue_request.h"
#include "shim/clock.h"

namespace slipway {

// How the helper is called: `slipway compile-catalogue COMMAND CACHE-FILE SLIPWAY SITE-FOLDER
// FOR-AN-ANSWER TOGETHER [QUESTION ANSWER]…`, an answer being `=TEXT`, or `-` for none. It writes
// the block to its standard output, and to the file unless that is empty. SLIPWAY is the helper's
// own path: one more thing that the catalogue rests on. The two before the questions are how many
// milliseconds it waits for shares.
inline constexpr std::string_view kCompileVerb = "compile-catalogue";

// How long is waited for a share (spec 2.6).
struct CompilerPatience {
    Milliseconds forAnAnswer;
    Milliseconds together;
};

// One that answers quickly is read to the end, however many plugins are on it: an edit there is to
// count.
inline constexpr Milliseconds kPatienceWithQuickShares = 15'000;

// The helper's path, then what it is called with; a null pointer, which counts, ends them.
std::span<const char* const> compilerArguments(std::string_view slipway,
                                               const CatalogueRequest& request,
                                               std::string_view cacheFile,
                                               const CompilerPatience& patience, Arena& arena);

struct Compiled {
    std::optional<Catalogue> catalogue;
    std::string_view failure;  // in words, where there is none
};

// Runs the helper and waits for what it compiled. The application never meets it (spec 2.2).
// `environment` ends with a null pointer.
Compiled compileByHelper(std::string_view slipway, const CatalogueRequest& request,
                         std::string_view cacheFile, const CompilerPatience& patience,
                         std::span<const char* const> environment, Arena& arena);

// `work` in a process aside (shim/aside.h), where there are such.
void startCompilerAside(void (*work)(void* argument), void* argument);

// For a process aside: becomes the helper, which nobody hears. Returns where it cannot.
void becomeCompiler(std::span<const char* const> arguments,
                    std::span<const char* const> environment);

}  // namespace slipway
