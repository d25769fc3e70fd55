// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace slipway {

// For a process that takes much memory in small parts, on several threads, and ends soon: memory is
// asked of the system in large parts.
void takeMemoryInLargeParts();

}  // namespace slipway
