// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/context_path.h"

#include "resolver/text.h"

namespace slipway {

namespace {

// A part of a segment: a text that must stand there, or the key of what stands there.
struct Token {
    bool isKey;
    std::string_view text;
};
using Segment = std::span<const Token>;

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

// The segments of a path, `.` and `..` resolved.
std::span<const std::string_view> segmentsOf(std::string_view path, const PlatformRules& rules,
                                             Arena& arena) {
    ArenaVector<std::string_view> segments(arena);
    forEachSegment(path, rules, [&](std::string_view segment) {
        if (segment == ".") return;
        if (segment != "..") return segments.push(segment);
        if (!segments.empty()) segments.truncate(segments.size() - 1);
    });
    return segments.span();
}

// Cuts a pattern at its separators, whichever piece they stand in.
class PatternCutter {
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

    std::span<const Segment> finish() {
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

class SegmentMatcher {
  public:
    SegmentMatcher(std::string_view source, Case letters, Arena& arena)
        : source_(source), letters_(letters), entries_(arena) {}

    // Adds what the segment says where it agrees.
    bool matches(Segment tokens, std::string_view text) {
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

    std::span<const ContextEntry> entries() const { return entries_.span(); }

  private:
    // A key that stands twice says the same twice.
    bool keyMatches(std::string_view key, std::string_view text, Segment rest, std::size_t size) {
        const std::string_view value = text.substr(0, size);
        const std::size_t known = entries_.size();
        const auto before = Context{entries_.span()}.get(key);
        if (value.empty() || (before && !equals(*before, value, letters_))) return false;
        if (!before) entries_.push({key, value, source_});
        if (matches(rest, text.substr(size))) return true;
        entries_.truncate(known);
        return false;
    }

    std::string_view source_;
    Case letters_;
    ArenaVector<ContextEntry> entries_;
};

// False where something in the pattern is absent.
bool cut(const Catalogue& catalogue, catalogue::Template pattern, PlaceholderSource& placeholders,
         Arena& arena, PatternCutter& cutter) {
    for (std::uint32_t i = 0; i < pattern.count; ++i) {
        const auto offset = static_cast<std::uint32_t>(i * sizeof(catalogue::Piece));
        const catalogue::Template one{pattern.offset + offset, 1};
        const catalogue::Piece& piece = catalogue.list(one).front();
        if (piece.kind == PieceKind::kContext) {
            cutter.addKey(catalogue.text(piece.text));
            continue;
        }
        std::string_view absent;
        const Value value = expandTemplate(catalogue, one, placeholders, arena, absent);
        if (!value) return false;
        cutter.addText(*value);
    }
    return true;
}

}  // namespace

PathMatch matchContextPath(const Catalogue& catalogue, catalogue::Template pattern,
                           std::string_view path, std::string_view source,
                           PlaceholderSource& placeholders, const PlatformRules& rules,
                           Arena& arena) {
    PatternCutter cutter(rules, arena);
    if (!cut(catalogue, pattern, placeholders, arena, cutter)) return {};
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    SegmentMatcher matcher(source, letters, arena);
    const std::span<const Segment> segments = cutter.finish();
    PathMatch match;
    for (std::string_view segment : segmentsOf(path, rules, arena)) {
        if (match.segments == segments.size()) break;
        if (!matcher.matches(segments[match.segments], segment)) break;
        ++match.segments;
    }
    match.entries = matcher.entries();
    return match;
}

}  // namespace slipway
