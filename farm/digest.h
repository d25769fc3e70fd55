// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// SHA-256 (FIPS 180-4), by libsodium, on Windows by Windows itself.

#pragma once

#include <array>
#include <string>
#include <string_view>

namespace slipway {

using Digest = std::array<unsigned char, 32>;
Digest digestOf(std::string_view bytes);

// The digest as 64 hexadecimal digits in lower case.
std::string sha256(std::string_view bytes);

}  // namespace slipway
