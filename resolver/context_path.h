// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What a path says of the context, by a `[[context]] path` rule (spec 1.3).

#pragma once

#include <string_view>

#include "resolver/catalogue.h"
#include "resolver/context.h"
#include "resolver/platform.h"
#include "resolver/template.h"
#include "resolver/text.h"

namespace slipway {

struct PathMatch {
    std::size_t segments = 0;               // how many agree
    std::span<const ContextEntry> entries;  // empty: the path says nothing
};

// Matches paths against the paths of `[[context]]` rules. A launch may have a hundred thousand
// arguments: patterns are taken apart once, and what one match needed the next one uses.
class ContextPathMatcher {
  public:
    ContextPathMatcher(const PlatformRules& rules, Arena& arena);

    // Passed over where something in the pattern is absent.
    void add(const Catalogue& catalogue, catalogue::Template pattern,
             PlaceholderSource& placeholders);
    bool empty() const { return patterns_.empty(); }

    // What the pattern says that agrees in the most segments from the first, the first of those.
    // `path` is absolute; `.` and `..` in it are taken as text, links are not followed. The texts
    // live in the path, the entries, which name no source, until the next match.
    PathMatch match(std::string_view path);

  private:
    // A part of a segment: a text that must stand there, or the key of what stands there.
    struct Token {
        bool isKey;
        std::string_view text;
    };
    using Segment = std::span<const Token>;
    using Pattern = std::span<const Segment>;
    class PatternCutter;

    void cutPath(std::string_view path);
    std::size_t countAgreeing(Pattern pattern);
    bool matches(Segment tokens, std::string_view text);
    bool keyMatches(std::string_view key, std::string_view text, Segment rest, std::size_t size);

    const PlatformRules& rules_;
    Case letters_;
    Arena& arena_;
    ArenaVector<Pattern> patterns_;
    ArenaVector<std::string_view> segments_;  // of the path
    ArenaVector<ContextEntry> entries_;
};

}  // namespace slipway
