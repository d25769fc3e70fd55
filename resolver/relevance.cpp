// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/relevance.h"

#include <algorithm>

#include "resolver/condition.h"
#include "resolver/launch_facts.h"

namespace slipway {

namespace {

// Whether anything was asked for that only the launch knows.
class LaunchPlaceholders final : public PlaceholderSource {
  public:
    Value placeholder(PieceKind, std::string_view) override {
        asked = true;
        return "";
    }
    bool asked = false;
};

// The application as one installation makes it is known before the launch, unless its names are
// made of what is not; the rest is not.
class CompilationFacts final : public FactSource {
  public:
    CompilationFacts(const Catalogue& catalogue, const catalogue::Installation* installation,
                     const PlatformRules& rules, Arena& arena)
        : catalogue_(catalogue), pathKnown_(installation != nullptr), rules_(rules) {
        LaunchPlaceholders others;
        application_ = applicationFacts(catalogue, installation, {}, rules, others, arena);
        namesKnown_ = !others.asked;
    }

    Fact fact(PieceKind field, std::string_view) override {
        switch (field) {
            case PieceKind::kApplicationVariant:
            case PieceKind::kApplicationLabel:
            case PieceKind::kApplicationIdentifier:
                if (!namesKnown_) return {Fact::State::kUnknown, {}};
                break;
            case PieceKind::kContext:
            case PieceKind::kEnv:
            case PieceKind::kHost:
            case PieceKind::kUser:
            case PieceKind::kLaunchMode:
                return {Fact::State::kUnknown, {}};
            case PieceKind::kApplicationPath:
            case PieceKind::kApplicationDir:
                if (!pathKnown_) return {Fact::State::kUnknown, {}};
                break;
            case PieceKind::kCommand:
                return {Fact::State::kKnown, catalogue_.text(catalogue_.application().command)};
            case PieceKind::kPlatform:
                return {Fact::State::kKnown, rules_.name};
            default:
                break;
        }
        const Value value = applicationFact(application_, field);
        return value ? Fact{Fact::State::kKnown, *value} : Fact{Fact::State::kAbsent, {}};
    }

    Fact text(catalogue::Template text) override {
        const auto pieces = catalogue_.list(text);
        if (pieces.empty()) return {Fact::State::kKnown, {}};
        const bool isLiteral = pieces.size() == 1 && pieces[0].kind == PieceKind::kLiteral;
        return isLiteral ? Fact{Fact::State::kKnown, catalogue_.text(pieces[0].text)}
                         : Fact{Fact::State::kUnknown, {}};
    }

  private:
    const Catalogue& catalogue_;
    ApplicationFacts application_;
    bool namesKnown_;
    bool pathKnown_;
    const PlatformRules& rules_;
};

// Whether it may, as far as is known.
bool holds(const Catalogue& catalogue, const catalogue::Integration& integration,
           CompilationFacts& facts) {
    const catalogue::Condition when = catalogue.list(integration.parts).front().when;
    return when.count == 0 || evaluateCondition(catalogue, when, facts).truth != Truth::kFalse;
}

}  // namespace

std::span<const bool> whichMayApply(const Catalogue& catalogue, const PlatformRules& rules,
                                    Arena& arena) {
    const auto integrations = catalogue.list(catalogue.header().integrations);
    const std::span<bool> mayApply = arena.allocateArray<bool>(integrations.size());
    std::ranges::fill(mayApply, false);
    const auto tell = [&](const catalogue::Installation* installation) {
        CompilationFacts facts(catalogue, installation, rules, arena);
        for (std::size_t i = 0; i < integrations.size(); ++i) {
            mayApply[i] = mayApply[i] || holds(catalogue, integrations[i], facts);
        }
    };
    for (const catalogue::Installation& installation :
         catalogue.list(catalogue.application().installations)) {
        tell(&installation);
    }
    // Without an installation the launch may yet come to an executable elsewhere.
    tell(nullptr);
    return mayApply;
}

}  // namespace slipway
