// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// A shim folder while something is changed in it: made where it is missing, locked, and taken away
// again where nothing is left in it.

#pragma once

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

// Gets a path on the folder's file system that nobody else uses meanwhile.
using Work = std::function<std::expected<void, Problems>(const std::string& temporary)>;

// Does the work while no other process does any in the folder, an absolute path. Afterwards, where
// no shim is left in it, removes what Slipway keeps there, and the folders that were made for it,
// now or earlier, as far as they are empty.
std::expected<void, Problems> workIn(const std::string& folder, Files& files, const OnWait& onWait,
                                     const Work& work);

}  // namespace slipway
