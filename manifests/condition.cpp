// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/condition.h"

#include <algorithm>
#include <span>
#include <utility>

#include "manifests/document.h"
#include "manifests/template.h"
#include "manifests/wording.h"
#include "resolver/text.h"

namespace slipway {

namespace {

using Kind = catalogue::ConditionNode::Kind;
using Index = std::uint32_t;

struct Token {
    enum class Kind { kEnd, kOpen, kClose, kWord, kQuoted, kUnclosedQuote, kOperator };
    Kind kind = Kind::kEnd;
    std::string_view text;  // without quotes
    std::size_t begin = 0;
    std::size_t end = 0;
};

constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::string_view kOperatorCharacters = "=!<>";
// What ends a bare value; one that holds any of these is quoted.
constexpr std::string_view kNotInWords = " \t\r\n()'\"=!<>";

Token quotedToken(std::string_view text, std::size_t begin) {
    const std::size_t close = text.find(text[begin], begin + 1);
    if (close == std::string_view::npos) {
        return {Token::Kind::kUnclosedQuote, text.substr(begin), begin, text.size()};
    }
    return {Token::Kind::kQuoted, text.substr(begin + 1, close - begin - 1), begin, close + 1};
}

Token tokenAt(std::string_view text, std::size_t from) {
    const std::size_t begin = std::min(text.find_first_not_of(kSpaces, from), text.size());
    if (begin == text.size()) return {Token::Kind::kEnd, {}, begin, begin};
    const char first = text[begin];
    if (first == '\'' || first == '"') return quotedToken(text, begin);
    if (first == '(') return {Token::Kind::kOpen, text.substr(begin, 1), begin, begin + 1};
    if (first == ')') return {Token::Kind::kClose, text.substr(begin, 1), begin, begin + 1};
    const bool isOperator = kOperatorCharacters.find(first) != std::string_view::npos;
    const std::size_t end = isOperator ? text.find_first_not_of(kOperatorCharacters, begin)
                                       : text.find_first_of(kNotInWords, begin);
    const std::string_view token = text.substr(begin, std::min(end, text.size()) - begin);
    return {isOperator ? Token::Kind::kOperator : Token::Kind::kWord, token, begin,
            begin + token.size()};
}

bool isKeyword(const Token& token, std::string_view keyword) {
    return token.kind == Token::Kind::kWord && equals(token.text, keyword, Case::kIgnored);
}

bool isAnyKeyword(const Token& token) {
    return isKeyword(token, "and") || isKeyword(token, "or") || isKeyword(token, "not");
}

// What people write who know other languages.
std::string keywordSuggestion(std::string_view text) {
    if (text == "&&" || text == "&" || text == ",") return "write 'and'";
    if (text == "||" || text == "|") return "write 'or'";
    if (text == "!") return "write 'not'";
    return {};
}

// ftrack's subscriptions are to one of these; the only difference between them is when, and
// Slipway has one time.
bool isLaunchTopic(std::string_view topic) {
    return topic == "ftrack.connect.application.discover" ||
           topic == "ftrack.connect.application.launch";
}

// One text. Its functions give the index of the node that they made, or nothing after a mistake,
// which is then reported.
class ConditionParser {
  public:
    ConditionParser(std::string_view text, const Location& at, const PlatformRules& rules,
                    Diagnostics& diagnostics)
        : text_(text), location_(at), rules_(rules), diagnostics_(diagnostics) {
        token_ = tokenAt(text_, 0);
    }

    std::optional<Condition> parse() {
        if (token_.kind == Token::Kind::kEnd) {
            mistake("the condition is empty", "leave 'when' out where it always applies");
            return std::nullopt;
        }
        if (!disjunction(0)) return std::nullopt;
        if (token_.kind != Token::Kind::kEnd) {
            expectedConjunction("the end");
            return std::nullopt;
        }
        return Condition{std::move(nodes_), std::string(text_)};
    }

  private:
    std::optional<Index> disjunction(std::uint32_t depth) {
        return chain(Kind::kOr, "or", [&] { return conjunction(depth); });
    }

    std::optional<Index> conjunction(std::uint32_t depth) {
        return chain(Kind::kAnd, "and", [&] { return negation(depth); });
    }

    template <class Operand>
    std::optional<Index> chain(Kind kind, std::string_view keyword, Operand operand) {
        std::vector<Index> operands;
        do {
            const std::optional<Index> index = operand();
            if (!index) return std::nullopt;
            operands.push_back(*index);
        } while (accept(keyword));
        return balanced(kind, operands);
    }

    // As a tree of the least depth: evaluation recurses, and a condition may be long.
    Index balanced(Kind kind, std::span<const Index> operands) {
        if (operands.size() == 1) return operands.front();
        const std::size_t half = operands.size() / 2;
        const Index left = balanced(kind, operands.first(half));
        const Index right = balanced(kind, operands.subspan(half));
        return add({.kind = kind, .left = left, .right = right});
    }

    std::optional<Index> negation(std::uint32_t depth) {
        bool negated = false;
        while (accept("not")) negated = !negated;
        const std::optional<Index> operand =
            token_.kind == Token::Kind::kOpen ? parenthesis(depth) : comparison();
        if (!operand || !negated) return operand;
        return add({.kind = Kind::kNot, .left = *operand});
    }

    std::optional<Index> parenthesis(std::uint32_t depth) {
        if (depth == kDeepestNesting) {
            return mistake("parentheses are nested deeper than " + std::to_string(kDeepestNesting));
        }
        advance();
        const std::optional<Index> inner = disjunction(depth + 1);
        if (!inner) return std::nullopt;
        if (token_.kind != Token::Kind::kClose) return expectedConjunction("')'");
        advance();
        return inner;
    }

    std::optional<Index> comparison() {
        const Token field = token_;
        if (field.kind != Token::Kind::kWord || isAnyKeyword(field)) {
            return expected("a field such as 'application.version'");
        }
        advance();
        const std::optional<Comparison> comparison = comparisonNamed(token_.text);
        if (token_.kind != Token::Kind::kOperator || !comparison) {
            return expected("'=', '!=', '<', '<=', '>' or '>='");
        }
        advance();
        const Token value = token_;
        const bool isValue = value.kind == Token::Kind::kQuoted ||
                             (value.kind == Token::Kind::kWord && !isAnyKeyword(value));
        if (!isValue) {
            return expected("a value", isAnyKeyword(value) ? "put it in quotes if it is one" : "");
        }
        advance();
        return compare(field, *comparison, value);
    }

    std::optional<Index> compare(const Token& field, Comparison comparison, const Token& value) {
        const std::string_view source = text_.substr(field.begin, value.end - field.begin);
        std::string_view name = field.text;
        if (name.starts_with("data.")) name.remove_prefix(5);
        if (name == "topic") return topic(comparison, value.text, source);
        const std::optional<PieceReference> reference = fieldNamed(name);
        if (!reference) return unknownField(name, source);
        auto parsed = parseTemplate(value.text, location_, rules_, diagnostics_);
        if (!parsed) return std::nullopt;
        if (const auto text = literalText(*parsed)) {
            warnOfUnknownValue(reference->kind, comparison, *text);
        }
        return add({.kind = Kind::kCompare,
                    .field = reference->kind,
                    .comparison = comparison,
                    .key = std::string(reference->key),
                    .value = *std::move(parsed),
                    .source = std::string(source)});
    }

    std::optional<Index> topic(Comparison comparison, std::string_view value,
                               std::string_view source) {
        if (comparison != Comparison::kEqual || !isLaunchTopic(value)) {
            return mistake("no launch has what is asked for by " + quoted(source),
                           "the topic can be 'ftrack.connect.application.discover' or "
                           "'ftrack.connect.application.launch'");
        }
        return add({.kind = Kind::kTrue, .source = std::string(source)});
    }

    // Such a comparison would be false, or true, for ever and in silence.
    void warnOfUnknownValue(PieceKind field, Comparison comparison, const std::string& value) {
        if (comparison != Comparison::kEqual && comparison != Comparison::kNotEqual) return;
        std::vector<std::string_view> names;
        if (field == PieceKind::kPlatform) names = {"linux", "windows", "macos"};
        if (field == PieceKind::kLaunchMode) names = {"interactive", "batch", "farm"};
        const auto matches = [&](std::string_view name) {
            return matchesWildcard(name, value, Case::kIgnored);
        };
        if (names.empty() || std::ranges::any_of(names, matches)) return;
        const std::string kind = field == PieceKind::kPlatform ? "platform" : "launch mode";
        diagnostics_.warning("unknown-value", location_,
                             "no " + kind + " is called " + quoted(value),
                             field == PieceKind::kPlatform
                                 ? platformSuggestion(value)
                                 : suggestion(value, names, "there are " + alternatives(names)));
    }

    std::optional<Index> unknownField(std::string_view name, std::string_view source) {
        const std::string key{name.substr(std::min(name.find('.'), name.size()))};
        std::vector<std::string> names;
        for (const std::string_view known : fieldNames()) {
            const bool takesKey = known.ends_with('.');
            const std::string rest = key.size() > 1 ? key.substr(1) : "KEY";
            names.push_back(std::string(known) + (takesKey ? rest : ""));
        }
        return mistake("unknown field " + quoted(name) + " in " + quoted(source),
                       suggestion(name, {names.begin(), names.end()},
                                  "fields are application.*, command, context.*, env.*, platform, "
                                  "host, user and launch.mode"));
    }

    std::optional<Index> expected(const std::string& what, std::string hint = {}) {
        if (token_.kind == Token::Kind::kUnclosedQuote) {
            return mistake("a quote is not closed: " + quoted(token_.text));
        }
        const std::string_view before = text_.substr(0, token_.begin);
        const std::size_t last = before.find_last_not_of(kSpaces);
        const std::string place = last == std::string_view::npos
                                      ? " at the beginning"
                                      : " after " + quoted(before.substr(0, last + 1));
        const std::string found =
            token_.kind == Token::Kind::kEnd
                ? "the end"
                : quoted(text_.substr(token_.begin, token_.end - token_.begin));
        if (const std::string word = keywordSuggestion(token_.text); !word.empty()) hint = word;
        return mistake("expected " + what + place + ", found " + found, hint);
    }

    // Two tokens with no space between them were probably meant to be one value.
    std::optional<Index> expectedConjunction(std::string_view end) {
        const bool isGlued = token_.begin > 0 && token_.begin < text_.size() &&
                             token_.kind != Token::Kind::kClose &&
                             kSpaces.find(text_[token_.begin - 1]) == std::string_view::npos;
        return expected("'and', 'or' or " + std::string(end),
                        isGlued ? "put a value that holds such a character in quotes" : "");
    }

    Index add(ConditionNode node) {
        nodes_.push_back(std::move(node));
        return static_cast<Index>(nodes_.size() - 1);
    }

    void advance() { token_ = tokenAt(text_, token_.end); }

    bool accept(std::string_view keyword) {
        if (!isKeyword(token_, keyword)) return false;
        advance();
        return true;
    }

    std::nullopt_t mistake(std::string message, std::string hint = {}) {
        diagnostics_.error("schema", location_, std::move(message), std::move(hint));
        return std::nullopt;
    }

    std::string_view text_;
    const Location& location_;
    const PlatformRules& rules_;
    Diagnostics& diagnostics_;
    Token token_;
    std::vector<ConditionNode> nodes_;
};

}  // namespace

std::optional<Condition> parseCondition(std::string_view text, const Location& at,
                                        const PlatformRules& rules, Diagnostics& diagnostics) {
    return ConditionParser(text, at, rules, diagnostics).parse();
}

}  // namespace slipway
