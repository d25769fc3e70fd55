// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/frozen_text.h"

#include "resolver/launch_facts.h"
#include "resolver/template.h"

namespace slipway {

namespace {

bool isOfWorker(PieceKind kind) {
    switch (kind) {
        case PieceKind::kApplicationPath:
        case PieceKind::kApplicationDir:
        case PieceKind::kEnv:
        case PieceKind::kHost:
        case PieceKind::kUser:
        case PieceKind::kHome:
        case PieceKind::kLaunchId:
        case PieceKind::kLaunchTime:
        case PieceKind::kLaunchPid:
        case PieceKind::kLaunchDir:
        case PieceKind::kLaunchPort:
            return true;
        default:
            return false;
    }
}

// The grammar of conditions has no escapes: a value with both quotes cannot be written.
std::string inQuotes(const std::string& text) {
    const char quote = text.find('\'') == std::string::npos ? '\'' : '"';
    return quote + text + quote;
}

}  // namespace

// A template's text in the making. Literals that meet are one text, so that a path is found
// whatever it was put together from.
class FrozenTexts::Builder {
  public:
    explicit Builder(const PathTokens& tokens) : tokens_(tokens) {}

    void literal(std::string_view text) { literal_ += text; }
    void placeholder(const std::string& text) {
        flush();
        text_ += text;
        isWhole_ = false;
    }
    bool isWhole() const { return isWhole_; }
    const std::string& literalText() const { return literal_; }
    TicketText text() {
        flush();
        return std::move(text_);
    }

  private:
    void flush() {
        text_ += tokens_.templateOf(literal_);
        literal_.clear();
    }
    const PathTokens& tokens_;
    TicketText text_;
    std::string literal_;
    bool isWhole_ = true;  // no placeholder stands in it
};

Value FrozenTexts::known(PieceKind kind, std::string_view key) const {
    if (kind == PieceKind::kContext) return evaluation_.context.get(key);
    if (kind == PieceKind::kCommand) return catalogue_.text(catalogue_.application().command);
    if (kind == PieceKind::kLaunchMode) return launchModeName(evaluation_.mode);
    return applicationFact(evaluation_.application, kind);
}

bool FrozenTexts::buildPiece(const catalogue::Piece& piece, Builder& builder) const {
    const std::string_view text = catalogue_.text(piece.text);
    if (piece.kind == PieceKind::kLiteral) {
        builder.literal(text);
        return true;
    }
    if (isOfWorker(piece.kind)) {
        const auto fallback = piece.hasFallback ? this->text(piece.fallback) : std::nullopt;
        builder.placeholder("{" + std::string(pieceName(piece.kind)) + std::string(text) +
                            (fallback ? ":-" + *fallback : "") + "}");
        return true;
    }
    if (const Value value = known(piece.kind, text)) {
        builder.literal(*value);
        return true;
    }
    return piece.hasFallback && build(piece.fallback, builder);
}

bool FrozenTexts::build(catalogue::Template text, Builder& builder) const {
    for (const catalogue::Piece& piece : catalogue_.list(text)) {
        if (!buildPiece(piece, builder)) return false;
    }
    return true;
}

std::optional<TicketText> FrozenTexts::text(catalogue::Template text) const {
    Builder builder(tokens_);
    if (!build(text, builder)) return std::nullopt;
    return builder.text();
}

std::optional<std::string> FrozenTexts::value(catalogue::Template text) const {
    Builder builder(tokens_);
    if (!build(text, builder) || !builder.isWhole()) return std::nullopt;
    return builder.literalText();
}

// What the evaluator compares, where nothing of it is the worker's.
class FrozenTexts::Facts final : public FactSource {
  public:
    Facts(const FrozenTexts& texts, Arena& arena) : texts_(texts), arena_(arena) {}

    Fact fact(PieceKind field, std::string_view key) override {
        if (field == PieceKind::kPlatform) return {Fact::State::kKnown, texts_.rules_.name};
        if (isOfWorker(field)) return {Fact::State::kUnknown, {}};
        const Value value = texts_.known(field, key);
        return value ? Fact{Fact::State::kKnown, *value} : Fact{Fact::State::kAbsent, {}};
    }
    Fact text(catalogue::Template text) override {
        if (!texts_.text(text)) return {Fact::State::kAbsent, {}};
        const auto value = texts_.value(text);
        return value ? Fact{Fact::State::kKnown, arena_.copy(*value)}
                     : Fact{Fact::State::kUnknown, {}};
    }

  private:
    const FrozenTexts& texts_;
    Arena& arena_;
};

FrozenTexts::Remainder FrozenTexts::condition(catalogue::Condition condition) const {
    if (condition.count == 0) return {};
    return node(condition, condition.count - 1);
}

FrozenTexts::Remainder FrozenTexts::node(catalogue::Condition condition,
                                         std::uint32_t index) const {
    using Kind = catalogue::ConditionNode::Kind;
    const catalogue::ConditionNode& node = catalogue_.list(condition)[index];
    if (node.kind == Kind::kTrue) return {};
    if (node.kind == Kind::kCompare) return comparison(node);
    const Remainder left = this->node(condition, node.left);
    if (node.kind == Kind::kNot) {
        if (left.truth == Truth::kUnknown) return {Truth::kUnknown, "not (" + left.text + ")"};
        return {left.truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue, {}};
    }
    const Remainder right = this->node(condition, node.right);
    const Truth deciding = node.kind == Kind::kAnd ? Truth::kFalse : Truth::kTrue;
    if (left.truth == deciding || right.truth == deciding) return {deciding, {}};
    if (left.truth != Truth::kUnknown) return right;
    if (right.truth != Truth::kUnknown) return left;
    const std::string_view word = node.kind == Kind::kAnd ? ") and (" : ") or (";
    return {Truth::kUnknown, "(" + left.text + std::string(word) + right.text + ")"};
}

FrozenTexts::Remainder FrozenTexts::comparison(const catalogue::ConditionNode& node) const {
    Arena arena;
    Facts facts(*this, arena);
    const Fact left = facts.fact(node.field, catalogue_.text(node.key));
    const Fact right = facts.text(node.value);
    // Absent on either side is false, whatever the other side will be.
    if (left.state == Fact::State::kAbsent || right.state == Fact::State::kAbsent) {
        return {Truth::kFalse, {}};
    }
    if (left.state == Fact::State::kKnown && right.state == Fact::State::kKnown) {
        return {compare(catalogue_, node, facts), {}};
    }
    return {Truth::kUnknown, std::string(pieceName(node.field)) +
                                 std::string(catalogue_.text(node.key)) + " " +
                                 std::string(comparisonName(node.comparison)) + " " +
                                 inQuotes(text(node.value).value_or(""))};
}

}  // namespace slipway
