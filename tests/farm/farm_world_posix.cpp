// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/farm/farm_world.h"

namespace slipway::test {

std::vector<std::string> workersOwn(const Sandbox& world) {
    return {"PATH=/usr/bin:/bin", "HOME=" + std::string(world / "worker"), "USER=render"};
}

}  // namespace slipway::test
