// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What the fields of conditions and the placeholders of templates stand for in one launch.

#pragma once

#include <string_view>

#include "resolver/condition.h"
#include "resolver/context.h"
#include "resolver/environment.h"
#include "resolver/evaluator.h"
#include "resolver/template.h"

namespace slipway {

class LaunchFacts final : public FactSource, public PlaceholderSource {
  public:
    LaunchFacts(const Catalogue& catalogue, const Invocation& invocation,
                const PlatformRules& rules, World& world, const Environment& environment,
                Arena& arena)
        : catalogue_(catalogue),
          invocation_(invocation),
          rules_(rules),
          world_(world),
          environment_(environment),
          arena_(arena) {}

    // Conditions see the starting environment, templates the one composed so far (spec 1.4).
    Fact fact(PieceKind field, std::string_view key) override;
    Fact text(catalogue::Template text) override;
    Value placeholder(PieceKind kind, std::string_view key) override;

    // The same launch seen with another environment.
    LaunchFacts(const LaunchFacts& facts, const Environment& environment)
        : LaunchFacts(facts.catalogue_, facts.invocation_, facts.rules_, facts.world_, environment,
                      facts.arena_) {
        application = facts.application;
        context = facts.context;
        mode = facts.mode;
    }

    ApplicationFacts application;
    Context context;
    LaunchMode mode = LaunchMode::kInteractive;
    bool usesPrivate = false;           // the launch's own folder or port
    std::string_view privateFailure{};  // why there is none

  private:
    Value provided(const Provided& provided);

    const Catalogue& catalogue_;
    const Invocation& invocation_;
    const PlatformRules& rules_;
    World& world_;
    const Environment& environment_;
    Arena& arena_;
};

// The fact that a placeholder of the application's stands for; nothing for every other one.
Value applicationFact(const ApplicationFacts& application, PieceKind kind);

// What `installation` makes of the application; without one, only its names are known, and the
// path where `target` is not empty. What its variant, label and identifier hold that is not the
// application's own, `others` knows.
ApplicationFacts applicationFacts(const Catalogue& catalogue,
                                  const catalogue::Installation* installation,
                                  std::string_view target, const PlatformRules& rules,
                                  PlaceholderSource& others, Arena& arena);

}  // namespace slipway
