// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Whether everything that a catalogue rests on is still as it was (spec 2.8).

#pragma once

#include <span>

#include "resolver/catalogue.h"

namespace slipway {

bool witnessesHold(const Catalogue& catalogue, std::span<const char* const> environment);

}  // namespace slipway
