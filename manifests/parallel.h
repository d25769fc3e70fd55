// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <functional>

namespace slipway {

// Calls `work` with each number below `count`, on as many processors as help. The calls must not
// touch one another's data, nor a disk. Returns when all are done; an exception of one is thrown.
void inParallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace slipway
