// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/expression.h"

#include <boost/regex.hpp>
#include <stdexcept>

#include "resolver/text.h"

namespace slipway {

namespace {

using Expression = boost::regex;

// ftrack's own: the last run of digits, dots and letters in which versions are written.
constexpr std::string_view kAnyVersion = R"((?<version>\d[\d.vabc]*?)[^\d]*$)";

// Where the bracket expression (`[…]`) that begins at `at` ends.
std::size_t endOfSet(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '^') ++end;
    if (end < text.size() && text[end] == ']') ++end;  // the first of a set is a character
    while (end < text.size() && text[end] != ']') end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
}

// How many bytes at the beginning mean themselves, whatever they look like: an escape or a set.
std::size_t opaqueSize(std::string_view text) {
    if (text.starts_with('\\')) return std::min<std::size_t>(2, text.size());
    return text.starts_with('[') ? endOfSet(text, 0) : 0;
}

// Python writes `(?P<name>…)` and `(?P=name)`.
std::string translated(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t opaque = opaqueSize(text);
        const std::size_t close = text.find(')');
        if (opaque == 0 && text.starts_with("(?P<")) {
            result += "(?<";
            text.remove_prefix(4);
        } else if (opaque == 0 && text.starts_with("(?P=") && close != std::string_view::npos) {
            result.append("\\k<").append(text.substr(4, close - 4)).append(">");
            text.remove_prefix(close + 1);
        } else {
            const std::size_t size = std::max<std::size_t>(opaque, 1);
            result += text.substr(0, size);
            text.remove_prefix(size);
        }
    }
    return result;
}

// "Unmatched ( or \(.  The error occurred while …" in the style of our messages.
std::string inOurStyle(std::string_view said) {
    said = said.substr(0, said.find("  The error occurred"));
    while (said.ends_with('.') || said.ends_with(' ')) said.remove_suffix(1);
    std::string text{said};
    if (!text.empty()) text[0] = lower(text[0]);
    return text;
}

std::expected<Expression, std::string> compiled(const std::string& text) {
    constexpr std::size_t kLongest = 4096;
    if (text.size() > kLongest) return std::unexpected("it is longer than 4096 bytes");
    try {
        return Expression(translated(text), Expression::perl);
    } catch (const std::runtime_error& error) {
        return std::unexpected(inOurStyle(error.what()));
    }
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (std::string_view(R"(\^$.|?*+()[]{})").find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

// The values of placeholders in an expression are no expressions themselves.
std::optional<std::string> expressionText(const Template& expression, const PlatformRules& rules,
                                          const Variables& variables) {
    std::string text;
    for (const TemplatePiece& piece : expression) {
        if (piece.kind == PieceKind::kLiteral) {
            text += piece.text;
        } else if (const auto value = earlyText({piece}, rules, variables)) {
            text += escaped(*value);
        } else {
            return std::nullopt;
        }
    }
    return text;
}

using Expressions = std::vector<Expression>;

// All expressions of a search, the one for the version last.
std::expected<Expressions, std::string> expressionsOf(const SegmentSearch& search,
                                                      const PlatformRules& rules,
                                                      const Variables& variables) {
    Expressions expressions;
    std::vector<Template> texts = search.segments;
    texts.push_back(search.version.value_or(literal(kAnyVersion)));
    for (const Template& text : texts) {
        const auto written = expressionText(text, rules, variables);
        if (!written) return Expressions{};
        auto expression = compiled(*written);
        if (!expression) return std::unexpected(std::move(expression).error());
        expressions.push_back(*std::move(expression));
    }
    return expressions;
}

std::vector<std::string> matchingIn(const std::string& folder, const Expression& expression,
                                    const PlatformRules& rules, Disk& disk) {
    std::vector<std::string> paths;
    const auto names = disk.list(folder);
    if (!names) return paths;
    for (const std::string& name : *names) {
        constexpr auto kFromBeginning = boost::match_continuous;
        if (boost::regex_search(name, expression, kFromBeginning)) {
            paths.push_back(joinPath(folder, name, rules));
        }
    }
    return paths;
}

std::string versionIn(const std::string& path, const Expression& expression) {
    boost::smatch found;
    return boost::regex_search(path, found, expression) ? found["version"].str() : "";
}

}  // namespace

std::string withQuantifiersEscaped(std::string_view expression) {
    std::string result;
    while (!expression.empty()) {
        const std::size_t end = expression.find_first_not_of("0123456789,", 1);
        const bool isQuantifier = expression.starts_with('{') && end != std::string_view::npos &&
                                  end > 1 && expression[end] == '}';
        if (isQuantifier) {
            result.append("{{").append(expression.substr(1, end - 1)).append("}}");
            expression.remove_prefix(end + 1);
        } else {
            result += expression.front();
            expression.remove_prefix(1);
        }
    }
    return result;
}

std::optional<std::string> mistakeInExpression(const Template& expression) {
    const Variables any = [](std::string_view) { return std::optional<std::string>("x"); };
    const auto text = expressionText(expression, kLinuxRules, any);
    const auto result = compiled(text.value_or(""));
    return result ? std::nullopt : std::optional(result.error());
}

std::expected<std::vector<PatternMatch>, std::string> pathsMatching(const SegmentSearch& search,
                                                                    const PlatformRules& rules,
                                                                    const Variables& variables,
                                                                    Disk& disk) {
    std::vector<PatternMatch> matches;
    const auto folder = earlyText(search.folder, rules, variables);
    const auto expressions = expressionsOf(search, rules, variables);
    if (!expressions) return std::unexpected(expressions.error());
    if (!folder || expressions->empty() || !isAbsolutePath(*folder, rules)) return matches;
    try {
        std::vector<std::string> paths = {tidyPath(*folder, rules)};
        for (std::size_t i = 0; i < search.segments.size(); ++i) {
            std::vector<std::string> grown;
            for (const std::string& path : paths) {
                for (std::string& below : matchingIn(path, (*expressions)[i], rules, disk)) {
                    grown.push_back(std::move(below));
                }
            }
            paths = std::move(grown);
        }
        for (std::string& path : paths) {
            std::string version = versionIn(path, expressions->back());
            matches.push_back({std::move(path), std::move(version)});
        }
    } catch (const std::runtime_error& error) {
        return std::unexpected(inOurStyle(error.what()));  // matching would take for ever
    }
    return matches;
}

}  // namespace slipway
