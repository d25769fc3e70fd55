// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "installer/install.h"

#include "installer/workplace.h"

namespace slipway {

PlannedChanges carryOut(const std::string& folder, const std::function<PlannedChanges()>& plan,
                        Files& files, const OnWait& onWait) {
    PlannedChanges planned = plan();
    if (!planned || planned->changes.empty()) return planned;
    const auto done = workIn(folder, files, onWait,
                             [&](const std::string& temporary) -> std::expected<void, Problems> {
                                 planned = plan();
                                 if (!planned) return std::unexpected(planned.error());
                                 return makeChanges(planned->changes, temporary, files);
                             });
    if (!done) return std::unexpected(done.error());
    return planned;
}

}  // namespace slipway
