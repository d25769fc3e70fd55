// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/rebuild_turn.h"

namespace slipway {

// Each compiles for itself.
RebuildTurn::RebuildTurn(std::string_view, Shares&, Arena&) {}

RebuildTurn::~RebuildTurn() = default;

bool RebuildTurn::takeForGood(std::string_view, Shares&, Arena&) {
    return true;
}

}  // namespace slipway
