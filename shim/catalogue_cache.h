// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The user's own catalogues, one file a command, its sources, and what is worked on as far as that
// matters.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "resolver/arena.h"
#include "resolver/catalogue.h"
#include "shim/catalogue_request.h"
#include "shim/share_asker.h"

namespace slipway {

// The user's own folder for what Slipway can make anew, ended by a separator:
// `$XDG_CACHE_HOME/slipway`, else beneath `$HOME/.cache`; on Windows
// `%LOCALAPPDATA%\slipway\cache`. Empty where there is none.
std::string_view cacheFolder(std::span<const char* const> environment, Arena& arena);

// Where they are: `catalogues` in that folder, ended by a separator. Empty where there is no place
// for them, or SLIPWAY_CACHE=off.
std::string_view catalogueFolder(std::span<const char* const> environment, Arena& arena);

// KEY in that folder; it stands for the request
// and for the variables that name where its plugins come from, so that two studios on one host do
// not write over each other; whether a catalogue is right is for its witnesses to say. Empty where
// there is no folder for it.
std::string_view cataloguePath(const CatalogueRequest& request,
                               std::span<const char* const> environment, Arena& arena);

// The catalogue that was compiled last for the command, whatever its sources: what a launch that
// reads nothing goes by (spec 2.5, SLIPWAY_BYPASS). Empty likewise.
std::string_view lastCataloguePath(std::string_view command,
                                   std::span<const char* const> environment, Arena& arena);

// Nothing where the file is missing, damaged, or could be written by others. Its bytes stay in
// memory.
std::optional<Catalogue> openCatalogue(std::string_view path);
// The same of a folder that may be on a share: then it is read aside, within the budget.
std::optional<Catalogue> openCatalogue(std::string_view path, ShareAsker& asker);

}  // namespace slipway
