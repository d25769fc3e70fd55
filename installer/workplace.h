// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A shim folder while something is changed in it: made where it is missing, locked, and taken away
// again where nothing is left in it.

#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <string>
#include <vector>

#include "installer/files.h"
#include "installer/folder_lock.h"
#include "installer/words.h"

namespace slipway {

// The folders that must be made for this one to be there, outermost first.
std::expected<std::vector<std::string>, Problems> missingFolders(const std::string& folder);

// How many folders, this one and those above it, are there for Slipway alone, or will be.
std::size_t foldersMadeFor(const std::string& folder);
// Those, as far as they are empty.
void removeFoldersMadeFor(const std::string& folder, std::size_t made, Files& files);

// Gets a path on the folder's file system that nobody else uses meanwhile.
using Work = std::function<std::expected<void, Problems>(const std::string& temporary)>;

// Does the work while no other process does any in the folder, an absolute path. Afterwards, where
// no shim is left in it, removes what Slipway keeps there, and the folders that were made for it,
// now or earlier, as far as they are empty. `made`: what `foldersMadeFor` said before anything was
// made above it for another reason.
std::expected<void, Problems> workIn(const std::string& folder, Files& files, const OnWait& onWait,
                                     const Work& work, std::size_t made = 0);

}  // namespace slipway
