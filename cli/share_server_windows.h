// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The process that looks at a share is this executable, started once more.

#pragma once

#include <span>
#include <string>
#include <vector>

namespace slipway {

// `slipway serve-share SHARE MILLISECONDS`, by slipway alone.
inline constexpr const char* kServeShareVerb = "serve-share";

// Does that, and ends the process; returns where it was called for anything else.
void serveShareIfAsked(const std::vector<std::string>& arguments,
                       std::span<const char* const> environment);

}  // namespace slipway
