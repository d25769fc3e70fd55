// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slipway {

// Replaces the file by the content as a whole; makes the folders above it. `mode`:
// catalogue::kModeOfUmask, or all of its permissions. In words why it could not be; empty: done.
std::string writeLaunchFile(const std::string& path, std::string_view content, std::uint32_t mode);

}  // namespace slipway
