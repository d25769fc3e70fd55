// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/integration_selection.h"

#include <algorithm>

#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

bool isNamed(std::string_view list, std::string_view name) {
    bool named = false;
    forEachListed(list, [&](std::string_view entry) {
        named = named || equals(entry, name, Case::kIgnored);
    });
    return named;
}

class Selection {
  public:
    Selection(const Catalogue& catalogue, FactSource& facts, std::string_view without,
              std::span<const LeftOutIntegration> leftOut, Observer& observer, Arena& arena)
        : catalogue_(catalogue),
          facts_(facts),
          without_(without),
          leftOut_(leftOut),
          observer_(observer),
          arena_(arena),
          decisions_(arena) {}

    std::span<const Decision> run() {
        const auto integrations = catalogue_.list(catalogue_.header().integrations);
        decisions_.reserve(integrations.size());
        for (const catalogue::Integration& integration : integrations) {
            decisions_.push(filtered(integration));
        }
        skipWhatOtherApplicationsGroup();
        // Whatever falls out may be what another one rests on, further down or further up: a chain
        // falls in one round, whichever way it runs.
        while (dropUnmetRequirements() || dropIncompleteGroups()) {
        }
        return decisions_.span();
    }

  private:
    Decision filtered(const catalogue::Integration& integration) {
        if (isNamed(without_, catalogue_.text(integration.name)) ||
            isNamed(without_, catalogue_.text(integration.plugin))) {
            return {&integration, IntegrationStatus::kSkipped, "named by SLIPWAY_WITHOUT"};
        }
        if (integration.usersOwn && facts_.fact(PieceKind::kLaunchMode, {}).text == "farm") {
            return {&integration, IntegrationStatus::kSkipped,
                    "the user's own configuration does not count in farm mode"};
        }
        const catalogue::Part& part = catalogue_.list(integration.parts).front();
        const Verdict verdict = evaluateCondition(catalogue_, part.when, facts_);
        if (verdict.truth == Truth::kTrue) return unlessLeftOut(integration);
        return {&integration, IntegrationStatus::kSkipped,
                whyNot(catalogue_, part, verdict, facts_, arena_)};
    }

    Decision unlessLeftOut(const catalogue::Integration& integration) const {
        for (const LeftOutIntegration& each : leftOut_) {
            if (each.integration != &integration) continue;
            return {&integration, IntegrationStatus::kFailed, each.reason};
        }
        return {&integration, IntegrationStatus::kApplied, {}};
    }

    // Most are called as their plugin is, and plugins' names are compared without case (spec 1.2).
    bool isCalled(const catalogue::Integration& integration, std::string_view name) const {
        return equals(catalogue_.text(integration.name), name, Case::kIgnored);
    }

    const Decision* named(std::string_view name) const {
        for (const Decision& decision : decisions_) {
            if (isCalled(*decision.integration, name)) return &decision;
        }
        return nullptr;
    }

    bool dropUnmetRequirements() {
        bool dropped = false;
        for (std::size_t i = 0; i < decisions_.size(); ++i) {
            dropped = dropIfUnmet(decisions_[i]) || dropped;
        }
        for (std::size_t i = decisions_.size(); dropped && i > 0; --i) {
            dropIfUnmet(decisions_[i - 1]);
        }
        return dropped;
    }

    bool dropIfUnmet(Decision& decision) {
        if (decision.status != IntegrationStatus::kApplied) return false;
        for (const catalogue::Requirement& requirement :
             catalogue_.list(decision.integration->requirements)) {
            const Decision* other = nullptr;
            const std::string_view missing = unmet(requirement, other);
            if (missing.empty()) continue;
            const Decision* end = other == nullptr || other->end == nullptr ? other : other->end;
            decision = {decision.integration, IntegrationStatus::kFailed, missing, end};
            return true;
        }
        return false;
    }

    std::string_view whyOf(const Decision& decision) {
        if (decision.end == nullptr) return arena_.join({": ", decision.reason});
        return arena_.join({"; at the end of the chain stands '",
                            catalogue_.text(decision.end->integration->name),
                            "': ", decision.end->reason});
    }

    // Empty where it is met. `dropped`: the integration that is not applied.
    std::string_view unmet(const catalogue::Requirement& requirement, const Decision*& dropped) {
        const std::string_view wanted = catalogue_.text(requirement.source);
        const Value name = known(requirement.name, "requires");
        const Value version = known(requirement.version, "requires");
        if (!name || !version) return {};
        const Decision* other = named(*name);
        if (other == nullptr) {
            return arena_.join({"requires '", wanted, "', which no plugin has"});
        }
        if (other->status != IntegrationStatus::kApplied) {
            dropped = other;
            return arena_.join({"requires '", wanted, "', which is not applied", whyOf(*other)});
        }
        if (!requirement.hasVersion) return {};
        const std::string_view own = catalogue_.text(other->integration->version);
        if (satisfies(compareVersions(own, *version), requirement.comparison)) return {};
        return arena_.join(
            {"requires '", wanted, "', but it is ", own.empty() ? "of no version" : own});
    }

    // An application with groups gets the integrations of its complete groups and those that no
    // application's group names.
    // Ahead of all requirements: what is not meant for this application can lack nothing.
    void skipWhatOtherApplicationsGroup() {
        const auto groups = catalogue_.list(catalogue_.application().groups);
        if (groups.empty()) return;
        for (Decision& decision : decisions_) {
            const catalogue::Integration& integration = *decision.integration;
            if (decision.status != IntegrationStatus::kApplied || !integration.grouped) continue;
            const bool isMeant = std::ranges::any_of(groups, [&](const catalogue::Group& group) {
                return holds(group, catalogue_.text(integration.name));
            });
            if (isMeant) continue;
            decision = {&integration, IntegrationStatus::kSkipped,
                        "in no group of this application"};
        }
    }

    bool dropIncompleteGroups() {
        const auto groups = catalogue_.list(catalogue_.application().groups);
        if (groups.empty()) return false;
        bool dropped = false;
        for (Decision& decision : decisions_) {
            if (decision.status != IntegrationStatus::kApplied) continue;
            const Decision inGroups = byGroups(groups, *decision.integration);
            if (inGroups.status == IntegrationStatus::kApplied) continue;
            decision = inGroups;
            dropped = true;
        }
        return dropped;
    }

    // It applies with a complete group.
    Decision byGroups(std::span<const catalogue::Group> groups,
                      const catalogue::Integration& integration) {
        Decision decision{&integration, IntegrationStatus::kApplied, {}};
        for (const catalogue::Group& group : groups) {
            if (!holds(group, catalogue_.text(integration.name))) continue;
            const std::string_view missing = missingMember(group);
            if (missing.empty()) return {&integration, IntegrationStatus::kApplied, {}};
            decision = {&integration, IntegrationStatus::kFailed, missing};
        }
        return decision;
    }

    // An absent placeholder leaves its entry out.
    Value known(catalogue::Template text, std::string_view key) {
        const Fact fact = facts_.text(text);
        if (fact.state == Fact::State::kKnown) return fact.text;
        observer_.valueLeftOut(key, fact.text);
        return std::nullopt;
    }

    bool holds(const catalogue::Group& group, std::string_view name) {
        for (catalogue::Template member : catalogue_.list(group.members)) {
            const Value wanted = known(member, "integrations");
            if (wanted && equals(*wanted, name, Case::kIgnored)) return true;
        }
        return false;
    }

    std::string_view missingMember(const catalogue::Group& group) {
        for (catalogue::Template text : catalogue_.list(group.members)) {
            const Value member = known(text, "integrations");
            if (!member) continue;
            const Decision* decision = named(*member);
            if (decision != nullptr && decision->status == IntegrationStatus::kApplied) continue;
            return arena_.join({"group '", catalogue_.text(group.name), "' lacks '", *member,
                                decision == nullptr ? "', which no plugin has" : "': ",
                                decision == nullptr ? "" : decision->reason});
        }
        return {};
    }

    const Catalogue& catalogue_;
    FactSource& facts_;
    std::string_view without_;
    std::span<const LeftOutIntegration> leftOut_;
    Observer& observer_;
    Arena& arena_;
    ArenaVector<Decision> decisions_;
};

bool isLiteral(const Catalogue& catalogue, catalogue::Template text) {
    return std::ranges::all_of(catalogue.list(text), [](const catalogue::Piece& piece) {
        return piece.kind == PieceKind::kLiteral;
    });
}

std::string_view quotedFact(const Fact& fact, Arena& arena) {
    return fact.state == Fact::State::kKnown ? arena.join({" is '", fact.text, "'"})
                                             : std::string_view{" is absent"};
}

}  // namespace

std::span<const Decision> selectIntegrations(const Catalogue& catalogue, FactSource& facts,
                                             std::string_view without,
                                             std::span<const LeftOutIntegration> leftOut,
                                             Observer& observer, Arena& arena) {
    return Selection(catalogue, facts, without, leftOut, observer, arena).run();
}

std::string_view whyNot(const Catalogue& catalogue, const catalogue::Part& part, Verdict verdict,
                        FactSource& facts, Arena& arena) {
    if (verdict.decider == nullptr) {
        return arena.join({"when ", catalogue.text(part.whenSource)});
    }
    const catalogue::ConditionNode& node = *verdict.decider;
    const std::string_view key = catalogue.text(node.key);
    const Fact fact = facts.fact(node.field, key);
    const Fact value = facts.text(node.value);
    if (fact.state == Fact::State::kKnown && value.state == Fact::State::kAbsent) {
        return arena.join({"when ", catalogue.text(node.source), ": {", value.text, "} is absent"});
    }
    const std::string_view why = arena.join({"when ", catalogue.text(node.source), ": ",
                                             pieceName(node.field), key, quotedFact(fact, arena)});
    // What is written in the condition need not be said again.
    if (fact.state == Fact::State::kAbsent || isLiteral(catalogue, node.value)) return why;
    return arena.join({why, ", the value '", value.text, "'"});
}

}  // namespace slipway
