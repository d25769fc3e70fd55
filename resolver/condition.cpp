// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/condition.h"

#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

using Node = catalogue::ConditionNode;

Truth truthOf(bool value) {
    return value ? Truth::kTrue : Truth::kFalse;
}

bool isEquality(Comparison comparison) {
    return comparison == Comparison::kEqual || comparison == Comparison::kNotEqual;
}

// `application.version` compares as a version even for equality, unless a wildcard is asked for.
bool comparesAsVersion(PieceKind field, Comparison comparison, std::string_view wanted) {
    return !isEquality(comparison) ||
           (field == PieceKind::kApplicationVersion && wanted.find('*') == std::string_view::npos);
}

// Evaluates by recursion; the compiler bounds the depth.
class Evaluation {
  public:
    Evaluation(const Catalogue& catalogue, std::span<const Node> nodes, FactSource& facts)
        : catalogue_(catalogue), nodes_(nodes), facts_(facts) {}

    Verdict evaluate(std::size_t index) {
        const Node& node = nodes_[index];
        switch (node.kind) {
            case Node::Kind::kTrue:
                return {Truth::kTrue, nullptr};
            case Node::Kind::kCompare:
                return {compare(catalogue_, node, facts_), &node};
            case Node::Kind::kNot:
                return negated(evaluate(node.left));
            case Node::Kind::kAnd:
                return joined(node, Truth::kFalse);
            case Node::Kind::kOr:
                return joined(node, Truth::kTrue);
        }
        return {Truth::kUnknown, nullptr};
    }

  private:
    static Verdict negated(Verdict verdict) {
        if (verdict.truth == Truth::kUnknown) return verdict;
        return {truthOf(verdict.truth == Truth::kFalse), verdict.decider};
    }

    // `and` is decided by its first false operand, `or` by its first true one.
    Verdict joined(const Node& node, Truth deciding) {
        const Verdict left = evaluate(node.left);
        if (left.truth == deciding) return left;
        const Verdict right = evaluate(node.right);
        if (right.truth == deciding) return right;
        const bool known = left.truth != Truth::kUnknown && right.truth != Truth::kUnknown;
        return {known ? left.truth : Truth::kUnknown, nullptr};
    }

    const Catalogue& catalogue_;
    std::span<const Node> nodes_;
    FactSource& facts_;
};

}  // namespace

Verdict evaluateCondition(const Catalogue& catalogue, catalogue::Condition condition,
                          FactSource& facts) {
    const std::span<const Node> nodes = catalogue.list(condition);
    if (nodes.empty()) return {Truth::kTrue, nullptr};
    return Evaluation(catalogue, nodes, facts).evaluate(nodes.size() - 1);
}

Truth compare(const Catalogue& catalogue, const Node& node, FactSource& facts) {
    const Fact fact = facts.fact(node.field, catalogue.text(node.key));
    if (fact.state == Fact::State::kUnknown) return Truth::kUnknown;
    if (fact.state == Fact::State::kAbsent) return Truth::kFalse;
    const Fact value = facts.text(node.value);
    if (value.state == Fact::State::kUnknown) return Truth::kUnknown;
    if (value.state == Fact::State::kAbsent) return Truth::kFalse;
    return truthOf(compares(node.field, fact.text, node.comparison, value.text));
}

bool compares(PieceKind field, std::string_view actual, Comparison comparison,
              std::string_view wanted) {
    if (comparesAsVersion(field, comparison, wanted)) {
        return satisfies(compareVersions(actual, wanted), comparison);
    }
    const bool same = matchesWildcard(actual, wanted, Case::kIgnored);
    return same == (comparison == Comparison::kEqual);
}

bool satisfies(std::weak_ordering order, Comparison comparison) {
    switch (comparison) {
        case Comparison::kEqual:
            return order == 0;
        case Comparison::kNotEqual:
            return order != 0;
        case Comparison::kLess:
            return order < 0;
        case Comparison::kLessOrEqual:
            return order <= 0;
        case Comparison::kGreater:
            return order > 0;
        case Comparison::kGreaterOrEqual:
            return order >= 0;
    }
    return false;
}

}  // namespace slipway
