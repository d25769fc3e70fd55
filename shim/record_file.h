// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "shim/record.h"

namespace slipway {

// The record of the shim `name` in `folder`; an empty one where there is none. A relative `folder`
// is read only where the caller itself named the shim by a relative path.
ShimRecord readRecord(std::string_view folder, std::string_view name, Arena& arena);

}  // namespace slipway
