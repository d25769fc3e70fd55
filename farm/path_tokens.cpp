// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "farm/path_tokens.h"

#include <algorithm>

#include "manifests/paths.h"
#include "resolver/path.h"
#include "resolver/text.h"

namespace slipway {

namespace {

bool isNameCharacter(char c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '-' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
}

// What parts a path from what follows it, in lists, quotes and code.
bool endsPath(char c) {
    return std::string_view(";\"'<>|\n\r").find(c) != std::string_view::npos;
}

bool isSame(char left, char right, const PlatformRules& rules) {
    if (rules.platform != Platform::kWindows) return left == right;
    if (isSeparator(left, rules)) return isSeparator(right, rules);
    return lower(left) == lower(right);
}

bool startsWith(std::string_view text, std::string_view path, const PlatformRules& rules) {
    return text.size() >= path.size() &&
           std::equal(path.begin(), path.end(), text.begin(),
                      [&](char left, char right) { return isSame(left, right, rules); });
}

void appendEscaped(std::string& into, char c) {
    into.append(c == '{' || c == '}' ? 2 : 1, c);
}

}  // namespace

PathTokens::PathTokens(const Places& places, const PlatformRules& rules) : rules_(rules) {
    for (const auto& [name, paths] : places.byName) {
        for (const Template& path : paths) {
            std::string text = tidyPath(literalText(withPlaces(path, places)).value_or(""), rules);
            while (!text.empty() && isSeparator(text.back(), rules)) text.pop_back();
            if (!text.empty()) places_.push_back({name, std::move(text)});
        }
    }
    std::ranges::stable_sort(places_, std::ranges::greater(),
                             [](const Place& place) { return place.path.size(); });
}

const PathTokens::Place* PathTokens::placeAt(std::string_view text, std::size_t at) const {
    if (at > 0 && (isNameCharacter(text[at - 1]) || isSeparator(text[at - 1], rules_))) {
        return nullptr;
    }
    for (const Place& place : places_) {
        const std::size_t end = at + place.path.size();
        if (!startsWith(text.substr(at), place.path, rules_)) continue;
        if (end == text.size() || !isNameCharacter(text[end])) return &place;
    }
    return nullptr;
}

// Windows takes `/`, too; nobody else takes `\`.
std::size_t PathTokens::takeRest(std::string_view text, std::size_t at, std::string& into) const {
    if (rules_.platform != Platform::kWindows) return at;
    while (at < text.size() && !endsPath(text[at])) {
        appendEscaped(into, text[at] == '\\' ? '/' : text[at]);
        ++at;
    }
    return at;
}

std::string PathTokens::templateOf(std::string_view text) const {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        if (const Place* place = placeAt(text, at)) {
            result += "{paths." + place->name + "}";
            at = takeRest(text, at + place->path.size(), result);
        } else {
            appendEscaped(result, text[at++]);
        }
    }
    return result;
}

namespace {

std::shared_ptr<const Places> placesFor(const Configuration& configuration,
                                        const PlatformRules& from, const PlatformRules& to) {
    if (from.platform == to.platform) return configuration.places;
    return std::make_shared<const Places>(placesOf(configuration, to));
}

}  // namespace

PathTranslation::PathTranslation(const Configuration& configuration, const PlatformRules& from,
                                 const PlatformRules& to)
    : tokens_(*configuration.places, from), places_(placesFor(configuration, from, to)), to_(to) {}

std::optional<std::string> PathTranslation::operator()(std::string_view path) const {
    const std::string text = tokens_.templateOf(path);
    if (!text.starts_with("{paths.")) return std::nullopt;
    auto there = ofTemplate(text);
    return there && isAbsolutePath(*there, to_) ? there : std::nullopt;
}

std::optional<std::string> PathTranslation::ofTemplate(const std::string& text) const {
    Source source;
    source.places = places_;
    Diagnostics ofNoConcern;
    const auto read = parseTemplate(text, {std::make_shared<const Source>(std::move(source)), 1, 1},
                                    to_, ofNoConcern);
    return read ? literalText(*read) : std::nullopt;
}

}  // namespace slipway
