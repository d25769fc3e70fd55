// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "resolver/arena.h"

namespace slipway {

// Everything up to the end of the pipe, aligned to 8 bytes; nothing where it does not end in time.
std::optional<std::span<const std::byte>> readPatiently(int pipe, std::uint64_t milliseconds,
                                                        Arena& arena);

}  // namespace slipway
