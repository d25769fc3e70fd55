// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/context_path.h"

#include <algorithm>
#include <cstdint>

namespace slipway {

namespace {

std::string_view separatorsOf(const PlatformRules& rules) {
    return rules.platform == Platform::kWindows ? "\\/" : "/";
}

template <class Function>
void forEachSegment(std::string_view path, const PlatformRules& rules, Function&& function) {
    const std::string_view separators = separatorsOf(rules);
    while (!path.empty()) {
        const std::size_t end = path.find_first_of(separators);
        if (end != 0) function(path.substr(0, end));
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
    }
}

// `P:`, or `server` and `share`.
std::size_t rootSegments(std::string_view path, const PlatformRules& rules) {
    if (rules.platform != Platform::kWindows) return 0;
    return path.size() > 1 && path[1] == ':' ? 1 : 2;
}

}  // namespace

// Cuts a pattern at its separators, whichever piece they stand in.
class ContextPathMatcher::PatternCutter {
  public:
    PatternCutter(const PlatformRules& rules, Arena& arena)
        : separators_(separatorsOf(rules)), arena_(arena), tokens_(arena), segments_(arena) {}

    void addKey(std::string_view key) { tokens_.push({true, key}); }

    void addText(std::string_view text) {
        for (;;) {
            const std::size_t end = text.find_first_of(separators_);
            if (end != 0 && !text.empty()) tokens_.push({false, text.substr(0, end)});
            if (end == std::string_view::npos) return;
            endSegment();
            text.remove_prefix(end + 1);
        }
    }

    Pattern finish() {
        endSegment();
        return segments_.span();
    }

  private:
    void endSegment() {
        if (tokens_.empty()) return;
        segments_.push(tokens_.span());
        tokens_ = ArenaVector<Token>(arena_);
    }

    std::string_view separators_;
    Arena& arena_;
    ArenaVector<Token> tokens_;
    ArenaVector<Segment> segments_;
};

ContextPathMatcher::ContextPathMatcher(const PlatformRules& rules, Arena& arena)
    : rules_(rules),
      letters_(rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters),
      arena_(arena),
      patterns_(arena),
      segments_(arena),
      entries_(arena) {}

void ContextPathMatcher::add(const Catalogue& catalogue, catalogue::Template pattern,
                             PlaceholderSource& placeholders) {
    PatternCutter cutter(rules_, arena_);
    for (std::uint32_t i = 0; i < pattern.count; ++i) {
        const auto offset = static_cast<std::uint32_t>(i * sizeof(catalogue::Piece));
        const catalogue::Template one{pattern.offset + offset, 1};
        const catalogue::Piece& piece = catalogue.list(one).front();
        if (piece.kind == PieceKind::kContext) {
            cutter.addKey(catalogue.text(piece.text));
            continue;
        }
        std::string_view absent;
        const Value value = expandTemplate(catalogue, one, placeholders, arena_, absent);
        if (!value) return;
        cutter.addText(*value);
    }
    patterns_.push(cutter.finish());
}

PathMatch ContextPathMatcher::match(std::string_view path) {
    cutPath(path);
    std::size_t most = 0;
    const Pattern* best = nullptr;
    for (const Pattern& pattern : patterns_) {
        const std::size_t count = countAgreeing(pattern);
        if (entries_.empty() || count <= most) continue;
        most = count;
        best = &pattern;
    }
    if (best == nullptr) return {};
    countAgreeing(*best);
    return {most, entries_.span()};
}

// `.` and `..` are resolved; above a drive or a share there is nothing.
void ContextPathMatcher::cutPath(std::string_view path) {
    const std::size_t root = rootSegments(path, rules_);
    segments_.truncate(0);
    forEachSegment(path, rules_, [&](std::string_view segment) {
        if (segment == ".") return;
        if (segment != "..") return segments_.push(segment);
        if (segments_.size() > root) segments_.truncate(segments_.size() - 1);
    });
}

// Leaves in `entries_` what these segments say.
std::size_t ContextPathMatcher::countAgreeing(Pattern pattern) {
    entries_.truncate(0);
    std::size_t count = 0;
    const std::size_t most = std::min(pattern.size(), segments_.size());
    while (count < most && matches(pattern[count], segments_[count])) ++count;
    return count;
}

// Adds what the segment says where it agrees.
bool ContextPathMatcher::matches(Segment tokens, std::string_view text) {
    if (tokens.empty()) return text.empty();
    const Token& token = tokens.front();
    const Segment rest = tokens.subspan(1);
    if (!token.isKey) {
        return equals(text.substr(0, token.text.size()), token.text, letters_) &&
               matches(rest, text.substr(token.text.size()));
    }
    if (rest.empty()) return keyMatches(token.text, text, rest, text.size());
    for (std::size_t size = 1; size <= text.size(); ++size) {
        if (keyMatches(token.text, text, rest, size)) return true;
    }
    return false;
}

// A key that stands twice says the same twice.
bool ContextPathMatcher::keyMatches(std::string_view key, std::string_view text, Segment rest,
                                    std::size_t size) {
    const std::string_view value = text.substr(0, size);
    const std::size_t known = entries_.size();
    const auto before = Context{entries_.span()}.get(key);
    if (value.empty() || (before && !equals(*before, value, letters_))) return false;
    if (!before) entries_.push({key, value, {}});
    if (matches(rest, text.substr(size))) return true;
    entries_.truncate(known);
    return false;
}

}  // namespace slipway
