// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/relevance.h"

#include "resolver/condition.h"
#include "resolver/launch_facts.h"

namespace slipway {

namespace {

// The application as one installation makes it is known before the launch; the rest is not.
class CompilationFacts final : public FactSource {
  public:
    CompilationFacts(const ApplicationFacts& application, bool pathKnown, std::string_view command,
                     const PlatformRules& rules)
        : application_(application), pathKnown_(pathKnown), command_(command), rules_(rules) {}

    Fact fact(Field field, std::string_view) override {
        switch (field) {
            case Field::kContext:
            case Field::kEnv:
            case Field::kHost:
            case Field::kUser:
            case Field::kLaunchMode:
                return {Fact::State::kUnknown, {}};
            case Field::kApplicationPath:
            case Field::kApplicationDir:
                if (!pathKnown_) return {Fact::State::kUnknown, {}};
                break;
            case Field::kCommand:
                return {Fact::State::kKnown, command_};
            case Field::kPlatform:
                return {Fact::State::kKnown, rules_.name};
            default:
                break;
        }
        const Value value = applicationFact(application_, pieceOf(field));
        return value ? Fact{Fact::State::kKnown, *value} : Fact{Fact::State::kAbsent, {}};
    }

  private:
    const ApplicationFacts& application_;
    bool pathKnown_;
    std::string_view command_;
    const PlatformRules& rules_;
};

}  // namespace

bool mayApply(const Catalogue& catalogue, const catalogue::Integration& integration,
              const PlatformRules& rules, Arena& arena) {
    const catalogue::Condition when = catalogue.list(integration.parts).front().when;
    if (when.count == 0) return true;
    const auto holdsFor = [&](const catalogue::Installation* installation) {
        const auto application = applicationFacts(catalogue, installation, {}, rules, arena);
        CompilationFacts facts(application, installation != nullptr,
                               catalogue.text(catalogue.application().command), rules);
        return evaluateCondition(catalogue, when, facts).truth != Truth::kFalse;
    };
    for (const catalogue::Installation& installation :
         catalogue.list(catalogue.application().installations)) {
        if (holdsFor(&installation)) return true;
    }
    // Without an installation the launch may yet come to an executable elsewhere.
    return holdsFor(nullptr);
}

}  // namespace slipway
