// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a Linux desktop starts an application by (freedesktop.org's Desktop Entry Specification).

#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "installer/launcher.h"

namespace slipway {

// The name of its file; any bytes may be in a shim's.
std::string desktopFileName(const std::string& shimName);

// The file's text, or why there can be none. `made`: how many folders are there for it alone.
std::expected<std::string, std::string> formatDesktopEntry(const Launcher& launcher,
                                                           std::size_t made);

// ~/.local/share/applications (XDG_DATA_HOME), /usr/local/share/applications.
std::optional<std::string> desktopEntryFolder(const VariableOf& variable, bool isSystems);

std::vector<FoundLauncher> desktopEntriesIn(const std::string& folder);
PlannedChanges planDesktopEntries(const std::string& folder,
                                  const std::vector<Launcher>& launchers);
PlannedChanges planDesktopEntryRemoval(const std::string& folder,
                                       const std::vector<std::string>& shims);

}  // namespace slipway
