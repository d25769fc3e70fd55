// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// String values with placeholders (spec 1.4, "Placeholders").

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifests/diagnostic.h"
#include "manifests/source.h"
#include "resolver/language.h"
#include "resolver/platform.h"

namespace slipway {

struct TemplatePiece;
using Template = std::vector<TemplatePiece>;  // neighbouring literals are one

struct TemplatePiece {
    PieceKind kind = PieceKind::kLiteral;
    std::string text;  // the literal, or KEY of context.KEY, paths.KEY, env.KEY
    bool hasFallback = false;
    Template fallback;  // of `{name:-text}`; placeholders may stand in it
    bool operator==(const TemplatePiece&) const = default;
};

// What `{paths.NAME}` stands for on this platform: by NAME, all paths of the place, the one to
// write first (spec 1.3). The paths may hold placeholders of other kinds.
struct Places {
    std::map<std::string, std::vector<Template>, std::less<>> byName;

    const std::vector<Template>* find(std::string_view name) const;
};

// The text with each known place put in, its first path. Places in places are put in, too.
Template withPlaces(const Template& text, const Places& places);

// Where a template stands: some names have a meaning, or none, in some places only.
enum class TemplateScope {
    kValue,        // anywhere else
    kVariant,      // `variant`: {name}, {version}, … are the application's
    kLabel,        // `label`: these and {variant}
    kIdentifier,   // `identifier`: these and {label}
    kEarly,        // what is read before any launch is known: {home}, {user}, {env.NAME}
    kFind,         // the same, and {version}, {version.major}, {version.minor} are sought
    kContextPath,  // a path of `[[context]]`: {KEY} is a part of the context
};

// `{plugin.*}` and `{paths.*}` (from the location's source), `{platform}`, `{pathsep}` and the
// escapes become literals. A mistake is reported and gives nothing. An unknown placeholder's hint
// names the nearest one. Columns are those of the text's beginning: escapes of the file's own
// syntax make anything finer a guess.
//
// In a default a `}` ends the placeholder, so that `{context.a:-{context.b:-c}}` is what it looks
// like; `}}` is a brace there only after a `{{` of the same default.
std::optional<Template> parseTemplate(std::string_view text, const Location& at,
                                      const PlatformRules& rules, Diagnostics& diagnostics,
                                      TemplateScope scope = TemplateScope::kValue);

// Behind what is there; literals that meet become one.
void append(Template& to, std::string_view text);
void append(Template& to, Template pieces);

// A template without placeholders.
Template literal(std::string_view text);
// Its text, where it has no placeholders.
std::optional<std::string> literalText(const Template& text);
// As it would be written, braces doubled.
std::string templateText(const Template& text);

// All placeholders as written in a manifest, `context.KEY` and its like included; for messages,
// the schema and the documentation.
struct PlaceholderName {
    std::string_view name;
    std::string_view meaning;
};
std::vector<PlaceholderName> placeholderNames();

}  // namespace slipway
