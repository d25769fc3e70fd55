// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "importer/filter.h"

#include <memory>

#include "resolver/condition.h"
#include "resolver/launch_facts.h"

namespace slipway::ftrack {

namespace {

using Kind = catalogue::ConditionNode::Kind;

std::string withoutData(std::string text) {
    if (text.starts_with("data.")) text.erase(0, 5);
    return text;
}

bool isSpaced(const std::string& text) {
    return text.find(' ') != std::string::npos;
}

// `application.version>=2021` with spaces where people put them.
std::string comparisonText(const ConditionNode& node) {
    std::string text = withoutData(node.source);
    const std::string_view sign = comparisonName(node.comparison);
    const std::size_t at = text.find(sign);
    if (at == std::string::npos || isSpaced(text.substr(0, at + sign.size() + 1))) return text;
    return text.substr(0, at) + " " + std::string(sign) + " " + text.substr(at + sign.size());
}

// Printing a tree: an empty text is one that always holds.
std::string textOf(const Condition& condition, std::uint32_t index, bool inConjunction) {
    const ConditionNode& node = condition.nodes[index];
    if (node.kind == Kind::kTrue) return "";
    if (node.kind == Kind::kCompare) return comparisonText(node);
    if (node.kind == Kind::kNot) {
        const std::string operand = textOf(condition, node.left, true);
        const bool isPlain = condition.nodes[node.left].kind == Kind::kCompare;
        return isPlain ? "not " + operand : "not (" + operand + ")";
    }
    const bool isAnd = node.kind == Kind::kAnd;
    const std::string left = textOf(condition, node.left, isAnd);
    const std::string right = textOf(condition, node.right, isAnd);
    if (left.empty() && isAnd) return textOf(condition, node.right, inConjunction);
    if (right.empty() && isAnd) return textOf(condition, node.left, inConjunction);
    if (left.empty() || right.empty()) return "";
    const std::string text = left + (isAnd ? " and " : " or ") + right;
    return !isAnd && inConjunction ? "(" + text + ")" : text;
}

Value valueOf(const ConditionNode& node, const Scenario& scenario) {
    if (node.field == PieceKind::kPlatform) return scenario.platform;
    const LaunchedApplication& application = scenario.application;
    return applicationFact({.name = application.name,
                            .identifier = application.identifier,
                            .label = application.label,
                            .variant = application.variant,
                            .version = application.version,
                            .path = application.path,
                            .dir = {}},
                           node.field);
}

bool compares(const ConditionNode& node, const Scenario& scenario) {
    const Value actual = valueOf(node, scenario);
    return actual && slipway::compares(node.field, *actual, node.comparison,
                                       literalText(node.value).value_or(""));
}

bool holdsAt(const Condition& condition, std::uint32_t index, const Scenario& scenario) {
    const ConditionNode& node = condition.nodes[index];
    switch (node.kind) {
        case Kind::kTrue:
            return true;
        case Kind::kCompare:
            return compares(node, scenario);
        case Kind::kNot:
            return !holdsAt(condition, node.left, scenario);
        case Kind::kAnd:
            return holdsAt(condition, node.left, scenario) &&
                   holdsAt(condition, node.right, scenario);
        case Kind::kOr:
            return holdsAt(condition, node.left, scenario) ||
                   holdsAt(condition, node.right, scenario);
    }
    return false;
}

std::vector<std::string> valuesOf(const Condition& condition, PieceKind field) {
    std::vector<std::string> values;
    for (const ConditionNode& node : condition.nodes) {
        if (node.kind != Kind::kCompare || node.field != field) continue;
        values.push_back(literalText(node.value).value_or(""));
    }
    return values;
}

}  // namespace

bool Filter::holds(const Scenario& scenario) const {
    if (condition.nodes.empty()) return true;
    return holdsAt(condition, static_cast<std::uint32_t>(condition.nodes.size() - 1), scenario);
}

std::vector<std::string> Filter::identifiers() const {
    return valuesOf(condition, PieceKind::kApplicationIdentifier);
}

std::vector<std::string> Filter::versions() const {
    return valuesOf(condition, PieceKind::kApplicationVersion);
}

std::expected<Filter, std::string> readFilter(const std::string& expression) {
    const auto source = std::make_shared<Source>(Source{.path = "the subscription", .text = {}});
    Diagnostics diagnostics;
    auto condition = parseCondition(expression, {source, 0, 0}, kLinuxRules, diagnostics);
    if (!condition) return std::unexpected(diagnostics.list().front().message);
    const auto root = static_cast<std::uint32_t>(condition->nodes.size() - 1);
    Filter filter{textOf(*condition, root, false), *std::move(condition)};
    return filter;
}

}  // namespace slipway::ftrack
