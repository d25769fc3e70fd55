// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace slipway {

// Whether an errno value is what a share says that is away for now.
bool mayPass(int error);

}  // namespace slipway
