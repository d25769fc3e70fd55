// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a new plugin begins with.

#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace slipway {

// The folder's name for NAME or NAME-VERSION; otherwise a message that says why there is none.
std::expected<std::string, std::string> newPluginFolder(std::string_view text);

// A manifest that is right as it is, and with every line that it has commented out, too.
std::string_view newPluginManifest();

}  // namespace slipway
