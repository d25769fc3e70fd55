// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/questions.h"

#include <algorithm>

namespace slipway {

namespace {

// What the host knows of a placeholder, whatever is launched.
std::optional<std::string> hostFact(const TemplatePiece& piece, const Host& host) {
    switch (piece.kind) {
        case PieceKind::kEnv:
            return host.variables(piece.text);
        case PieceKind::kHome:
            return homeFolder(host.rules, host.variables);
        case PieceKind::kUser:
            return userName(host.rules, host.variables);
        default:
            return std::nullopt;
    }
}

bool isOfHost(const TemplatePiece& piece) {
    return piece.kind == PieceKind::kEnv || piece.kind == PieceKind::kHome ||
           piece.kind == PieceKind::kUser;
}

// The text with what the host knows put in; nothing where something is absent for good.
std::optional<Template> withHostFacts(const Template& text, const Host& host) {
    Template result;
    for (const TemplatePiece& piece : text) {
        Template known{piece};
        if (isOfHost(piece)) {
            const auto fact = hostFact(piece, host);
            if (!fact && !piece.hasFallback) return std::nullopt;
            known = fact ? literal(*fact) : piece.fallback;
        } else if (piece.kind == PieceKind::kPaths && !piece.hasFallback) {
            return std::nullopt;  // known places were put in by the reader
        }
        append(result, std::move(known));
    }
    return result;
}

}  // namespace

bool Questions::holds(const Condition& condition) {
    if (condition.nodes.empty()) return true;
    Question question{.id = condition.source, .isCondition = true, .condition = condition};
    const auto answer = host_.answers.find(question.id);
    if (answer != host_.answers.end()) return answer->second.has_value();
    ask(std::move(question));
    return false;
}

std::optional<std::string> Questions::text(const Template& text) {
    const std::optional<Template> known = withHostFacts(text, host_);
    if (!known) return std::nullopt;
    if (auto plain = literalText(*known)) return plain;
    Question question{.id = templateText(*known), .text = *known};
    const auto answer = host_.answers.find(question.id);
    if (answer != host_.answers.end()) return answer->second;
    ask(std::move(question));
    return std::nullopt;
}

void Questions::ask(Question question) {
    if (std::ranges::find(unanswered_, question) != unanswered_.end()) return;
    unanswered_.push_back(std::move(question));
}

}  // namespace slipway
