// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// One variable's part of an explanation.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/explanation.h"
#include "cli/surroundings.h"
#include "resolver/platform.h"

namespace slipway {

struct VariableStory {
    // With all operations, those left out, too, in order. Unchanged where nothing was done.
    Explanation::Variable variable;
    std::vector<Explanation::SkippedOperation> skipped;
    // Plugins that nobody could read: what they would have done is not known.
    std::vector<Explanation::IntegrationPart> broken;
};

// Nothing where no operation, not even a skipped one, speaks of the variable.
std::optional<VariableStory> storyOf(std::string_view name, const Explanation& explanation,
                                     const PlatformRules& rules);

std::string storyText(const VariableStory& story, const Explanation& explanation,
                      const PlatformRules& rules, const Screen& screen);

}  // namespace slipway
