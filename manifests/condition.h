// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// The text of `when` (spec 1.4, "Conditions"); its evaluation is resolver/condition.h.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/template.h"
#include "resolver/catalogue.h"
#include "resolver/platform.h"

namespace slipway {

struct ConditionNode {
    catalogue::ConditionNode::Kind kind = catalogue::ConditionNode::Kind::kTrue;
    PieceKind field = PieceKind::kApplicationName;
    Comparison comparison = Comparison::kEqual;
    std::uint32_t left = 0;  // index of an operand, which stands earlier in the list
    std::uint32_t right = 0;
    std::string key;  // of context.KEY, env.KEY
    Template value;
    std::string source;  // the comparison as written: `application.version >= 2021`
    bool operator==(const ConditionNode&) const = default;
};

// Operands before operators; the root is the last. Empty: always true.
struct Condition {
    std::vector<ConditionNode> nodes;
    std::string source;  // the whole text
    bool operator==(const Condition&) const = default;
};

// A mistake is reported with its place within the text quoted, and gives nothing. The tree is
// shallow whatever the text: parentheses nest at most kDeepestNesting deep, long chains of `and`
// and `or` are balanced.
std::optional<Condition> parseCondition(std::string_view text, const Location& at,
                                        const PlatformRules& rules, Diagnostics& diagnostics);

}  // namespace slipway
