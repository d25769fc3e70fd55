// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace slipway {

// For a process that takes much memory in small parts, on several threads, and ends soon. From then
// on memory is asked of the system in large parts, and none is given back. At most once, ahead of
// any other thread.
void takeMemoryInLargeParts();

}  // namespace slipway
