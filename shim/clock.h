// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Time that nobody sets.

#pragma once

#include <cstdint>

namespace slipway {

using Milliseconds = std::int64_t;

// Since this computer was started, its sleep included.
Milliseconds millisecondsSinceStart();

}  // namespace slipway
