// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The user's own catalogues, one file a command and set of sources.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/catalogue.h"

namespace slipway {

// `$XDG_CACHE_HOME/slipway/catalogues/KEY`, else beneath `$HOME/.cache`. KEY stands for the command
// and for the variables that name where its plugins come from, so that two studios on one host do
// not write over each other; whether a catalogue is right is for its witnesses to say. Empty where
// there is no place for it, or SLIPWAY_CACHE=off.
std::string_view cataloguePath(std::string_view command, std::span<const char* const> environment,
                               Arena& arena);

// Maps the file; nothing where it is missing, damaged, or could be written by others. Stays mapped.
std::optional<Catalogue> openCatalogue(std::string_view path);

}  // namespace slipway
