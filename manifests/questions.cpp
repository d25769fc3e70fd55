// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/questions.h"

#include <algorithm>

#include "manifests/wording.h"

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
            return std::nullopt;  // a place; those that are known were put in by the reader
    }
}

bool isOfHost(const TemplatePiece& piece) {
    return piece.kind == PieceKind::kEnv || piece.kind == PieceKind::kHome ||
           piece.kind == PieceKind::kUser || piece.kind == PieceKind::kPaths;
}

// The text with what the host knows put in; nothing where something is absent for good.
std::optional<Template> withHostFacts(const Template& text, const Host& host) {
    Template result;
    for (const TemplatePiece& piece : text) {
        Template known{piece};
        if (isOfHost(piece)) {
            const auto fact = hostFact(piece, host);
            if (!fact && !piece.hasFallback) return std::nullopt;
            const std::optional<Template> value =
                fact ? literal(*fact) : withHostFacts(piece.fallback, host);
            if (!value) return std::nullopt;
            known = *value;
        }
        append(result, std::move(known));
    }
    return result;
}

// The placeholders that may be absent, as they are written.
std::string absentable(const Template& text) {
    std::string names;
    for (const TemplatePiece& piece : text) {
        if (piece.kind == PieceKind::kLiteral) continue;
        const std::string name =
            piece.hasFallback ? absentable(piece.fallback) : templateText({piece});
        if (!names.empty() && !name.empty()) names += " or ";
        names += name;
    }
    return names;
}

// That nothing is worked on is nobody's mistake; a place that nobody names is.
void reportAbsent(const Template& text, const Location& at, Diagnostics& diagnostics) {
    const auto place = std::ranges::find_if(text, [](const TemplatePiece& piece) {
        return piece.kind == PieceKind::kPaths && !piece.hasFallback;
    });
    const bool isUnknown = place != text.end();
    diagnostics.add(
        {.severity = isUnknown ? Severity::kWarning : Severity::kNote,
         .code = isUnknown ? "place-unknown" : "path-absent",
         .message = quoted(templateText(text)) + " is left out, " +
                    (isUnknown ? "no [paths] has " + quoted(place->text) + " for this platform"
                               : absentable(text) + " is absent"),
         .hint = {},
         .location = at,
         .concernsLaunch = false});
}

struct SegmentCount {
    std::size_t names = 0;
    std::size_t parents = 0;  // `..`
};

SegmentCount countSegments(std::string_view path, const PlatformRules& rules) {
    SegmentCount count;
    while (!path.empty()) {
        const auto end = std::ranges::find_if(path, [&](char c) { return isSeparator(c, rules); });
        const std::string_view segment =
            path.substr(0, static_cast<std::size_t>(end - path.begin()));
        count.parents += segment == ".." ? 1 : 0;
        count.names += segment.empty() || segment == "." || segment == ".." ? 0 : 1;
        path.remove_prefix(std::min(segment.size() + 1, path.size()));
    }
    return count;
}

// With a name in each place that the launch must fill.
std::string asWritten(const Template& text) {
    std::string written;
    for (const TemplatePiece& piece : text) {
        if (piece.kind == PieceKind::kLiteral)
            written += piece.text;
        else if (!piece.hasFallback)
            written += "x";
    }
    return written;
}

// Whether the path ends where it was written to end, at that depth or below.
bool staysBeneath(std::string_view path, const Template& text, const PlatformRules& rules) {
    const SegmentCount has = countSegments(path, rules);
    const SegmentCount written = countSegments(asWritten(text), rules);
    return has.parents <= written.parents && has.names >= written.names;
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

std::optional<std::string> Questions::path(const Template& text, const Location& at,
                                           Diagnostics& diagnostics) {
    auto path = this->text(text);
    if (!path) {
        reportAbsent(text, at, diagnostics);
        return std::nullopt;
    }
    const Template written = withHostFacts(text, host_).value_or(text);
    if (staysBeneath(*path, written, host_.rules)) return path;
    diagnostics.warning("path-climbs", at,
                        quoted(templateText(text)) + " is left out, it would be " + quoted(*path),
                        "what is worked on must be a name here, neither empty nor '..'");
    return std::nullopt;
}

void Questions::ask(Question question) {
    if (std::ranges::find(unanswered_, question) != unanswered_.end()) return;
    unanswered_.push_back(std::move(question));
}

}  // namespace slipway
