// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What Windows starts an application by: a shortcut in the Start menu, App Paths (what is typed in
// the Run box), and types of files that "Open with" offers it for. What the user has chosen to open
// a type with is never touched.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "installer/launcher.h"

namespace slipway {

std::optional<std::string> startMenuFolder(const VariableOf& variable, bool isSystems);

// Empty where Windows has no ending for files of this type (the application's own installer may
// know it, and `application/x-extension-ma` is that of `.ma` files everywhere).
std::string endingOf(std::string_view mimeType);

std::vector<FoundLauncher> shortcutsIn(const std::string& folder);
PlannedChanges planShortcuts(const LauncherPlace& place, const std::vector<Launcher>& launchers);
PlannedChanges planShortcutRemoval(const LauncherPlace& place,
                                   const std::vector<std::string>& shims);

}  // namespace slipway
