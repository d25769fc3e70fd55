// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Evaluates `when` (spec 1.4, "Conditions").

#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

#include "resolver/catalogue.h"

namespace slipway {

// Three values: at compilation, some facts of a launch are not known yet.
enum class Truth : std::uint8_t { kFalse, kTrue, kUnknown };

struct Fact {
    enum class State : std::uint8_t { kKnown, kAbsent, kUnknown };
    State state = State::kAbsent;
    std::string_view text;  // of an absent text: the placeholder that is absent
};

// Where both sides of comparisons come from.
class FactSource {
  public:
    virtual Fact fact(PieceKind field, std::string_view key) = 0;
    virtual Fact text(catalogue::Template text) = 0;

  protected:
    ~FactSource() = default;
};

struct Verdict {
    Truth truth;
    // The comparison that decided; null where no single one did.
    const catalogue::ConditionNode* decider;
};

Verdict evaluateCondition(const Catalogue& catalogue, catalogue::Condition condition,
                          FactSource& facts);

// One comparison of the catalogue's.
Truth compare(const Catalogue& catalogue, const catalogue::ConditionNode& node, FactSource& facts);

// Whether a comparison of that field with a value that is wanted holds: as text, by wildcards and
// without case, or as a version (spec 1.4).
bool compares(PieceKind field, std::string_view actual, Comparison comparison,
              std::string_view wanted);

// Whether what two versions' order says satisfies the comparison.
bool satisfies(std::weak_ordering order, Comparison comparison);

}  // namespace slipway
