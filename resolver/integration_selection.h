// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Which integrations a launch gets (spec 1.4, "Groups, requirements, order").

#pragma once

#include <span>
#include <string_view>

#include "resolver/catalogue.h"
#include "resolver/condition.h"
#include "resolver/evaluator.h"

namespace slipway {

struct Decision {
    const catalogue::Integration* integration;
    IntegrationStatus status;
    std::string_view reason;  // empty where it applies
    // The end of the chain, where it requires what in turn lacks something: a reason names its own
    // requirement and that end, however much stands between.
    const Decision* end = nullptr;
};

// One that has failed before the launch: it counts as one that cannot be applied.
struct LeftOutIntegration {
    const catalogue::Integration* integration;
    std::string_view reason;
};

// One decision an integration, in the catalogue's order. `without`: names of integrations and
// plugins to leave out, parted by commas.
std::span<const Decision> selectIntegrations(const Catalogue& catalogue, FactSource& facts,
                                             std::string_view without,
                                             std::span<const LeftOutIntegration> leftOut,
                                             Observer& observer, Arena& arena);

// Why a condition does not hold, in words: the comparison that decided and what the field is.
std::string_view whyNot(const Catalogue& catalogue, const catalogue::Part& part, Verdict verdict,
                        FactSource& facts, Arena& arena);

}  // namespace slipway
