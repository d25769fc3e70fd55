// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

namespace slipway {

// All of a file, byte for byte. Nothing where there is no regular file, or where it cannot be read:
// what is none (a FIFO) is not opened, which might wait for ever.
std::optional<std::string> contentOf(const std::string& path);

}  // namespace slipway
