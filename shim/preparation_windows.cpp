// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "shim/preparation.h"

namespace slipway {

// The helper is not built for Windows yet: what it would do has failed.
std::optional<LaunchPlan> Preparation::run(std::string_view slipway, const PreparationRequest&,
                                           std::span<const char* const>, std::uint64_t) {
    return fail({"'", slipway, "' does not prepare launches on Windows in this version"});
}

void Preparation::launching() {}

void Preparation::launchFailed() {}

}  // namespace slipway
