// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <vector>

#include "tests/model/studio.h"

namespace slipway::model {

struct Scenario {
    Studio studio;
    std::vector<Invocation> launches;
};

// The same seed, the same studio, whatever the library; in what its platform calls things.
Scenario randomScenario(std::uint64_t seed);

// The scenario with one thing left out, for each thing that can be.
std::vector<Scenario> smaller(const Scenario& scenario);

}  // namespace slipway::model
