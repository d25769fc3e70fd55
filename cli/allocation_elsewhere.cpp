// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/allocation.h"

namespace slipway {

void takeMemoryInLargeParts() {}

}  // namespace slipway
