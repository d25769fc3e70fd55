// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// Texts and conditions of a catalogue, evaluated as far as they do not depend on the worker: what
// is left stands there as a manifest would have it.

#pragma once

#include <optional>
#include <string>

#include "farm/path_tokens.h"
#include "farm/ticket.h"
#include "resolver/condition.h"
#include "resolver/evaluator.h"

namespace slipway {

// Of a launch in farm mode. What it is made of must outlive it.
class FrozenTexts {
  public:
    FrozenTexts(const Catalogue& catalogue, const Evaluation& evaluation, const PathTokens& tokens,
                const PlatformRules& rules)
        : catalogue_(catalogue), evaluation_(evaluation), tokens_(tokens), rules_(rules) {}

    // Nothing where a placeholder is absent, whatever the worker.
    std::optional<TicketText> text(catalogue::Template text) const;
    // Its value where nothing of it depends on the worker; not a template.
    std::optional<std::string> value(catalogue::Template text) const;

    struct Remainder {
        Truth truth = Truth::kTrue;
        TicketText text;  // of an unknown one
    };
    Remainder condition(catalogue::Condition condition) const;

  private:
    class Facts;
    class Builder;

    bool build(catalogue::Template text, Builder& builder) const;
    bool buildPiece(const catalogue::Piece& piece, Builder& builder) const;
    Value known(PieceKind kind, std::string_view key) const;
    Remainder node(catalogue::Condition condition, std::uint32_t index) const;
    Remainder comparison(const catalogue::ConditionNode& node) const;

    const Catalogue& catalogue_;
    const Evaluation& evaluation_;
    const PathTokens& tokens_;
    const PlatformRules& rules_;
};

}  // namespace slipway
