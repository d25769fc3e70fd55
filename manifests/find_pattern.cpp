// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/find_pattern.h"

#include <algorithm>
#include <span>

#include "manifests/template.h"
#include "resolver/text.h"
#include "resolver/version.h"

namespace slipway {

namespace {

using Kind = PatternToken::Kind;
using Tokens = std::span<const PatternToken>;

void appendText(PatternTokens& tokens, std::string_view text) {
    for (char c : text) tokens.push_back({Kind::kByte, c});
}

void appendPattern(PatternTokens& tokens, std::string_view text) {
    for (char c : text) {
        if (c == '*' && !tokens.empty() && tokens.back().kind == Kind::kAnyRun) continue;
        const Kind kind = c == '*' ? Kind::kAnyRun : c == '?' ? Kind::kAnyCharacter : Kind::kByte;
        tokens.push_back({kind, c});
    }
}

// The beginning of a path that a set but empty variable leaves empty would be the root folder, so
// without a default that is as good as unset.
std::optional<std::string> earlyValue(const TemplatePiece& piece, const PlatformRules& rules,
                                      const Variables& variables) {
    if (piece.kind == PieceKind::kHome) return homeFolder(rules, variables);
    if (piece.kind == PieceKind::kUser) return userName(rules, variables);
    if (piece.kind != PieceKind::kEnv) return std::nullopt;  // a place that nobody configured
    return piece.hasFallback ? variables(piece.text) : nonEmpty(variables, piece.text);
}

bool appendPieces(PatternTokens& tokens, const Template& pieces, const PlatformRules& rules,
                  const Variables& variables);

bool appendPiece(PatternTokens& tokens, const TemplatePiece& piece, const PlatformRules& rules,
                 const Variables& variables) {
    switch (piece.kind) {
        case PieceKind::kLiteral:
            appendPattern(tokens, piece.text);
            return true;
        case PieceKind::kApplicationVersion:
            tokens.push_back({Kind::kVersion});
            return true;
        case PieceKind::kApplicationVersionMajor:
            tokens.push_back({Kind::kVersionMajor});
            return true;
        case PieceKind::kApplicationVersionMinor:
            tokens.push_back({Kind::kVersionMinor});
            return true;
        default:
            break;
    }
    if (const auto value = earlyValue(piece, rules, variables)) {
        appendText(tokens, *value);
        return true;
    }
    return piece.hasFallback && appendPieces(tokens, piece.fallback, rules, variables);
}

bool appendPieces(PatternTokens& tokens, const Template& pieces, const PlatformRules& rules,
                  const Variables& variables) {
    return std::ranges::all_of(pieces, [&](const TemplatePiece& piece) {
        return appendPiece(tokens, piece, rules, variables);
    });
}

// The bytes ahead of the first token that is none.
std::string literalBeginning(Tokens tokens) {
    std::string text;
    for (const PatternToken& token : tokens) {
        if (token.kind != Kind::kByte) break;
        text += token.byte;
    }
    return text;
}

bool isSeparatorToken(const PatternToken& token, const PlatformRules& rules) {
    return token.kind == Kind::kByte && isSeparator(token.byte, rules);
}

// `.`: by another spelling a path would be found twice.
bool isSelf(const FindPattern::Segment& segment) {
    return segment.tokens == PatternTokens{{Kind::kByte, '.'}};
}

FindPattern split(Tokens tokens, const PlatformRules& rules) {
    FindPattern pattern;
    const bool isUnc = tokens.size() > 1 && isSeparatorToken(tokens[0], rules) &&
                       isSeparatorToken(tokens[1], rules) && rules.platform == Platform::kWindows;
    if (isUnc) pattern.root = literalBeginning(tokens.first(2));
    std::string separator;
    bool isNew = true;
    for (const PatternToken& token : tokens.subspan(pattern.root.size())) {
        if (isSeparatorToken(token, rules)) {
            separator = token.byte;
            isNew = true;
            continue;
        }
        if (isNew) pattern.segments.push_back({separator, {}});
        pattern.segments.back().tokens.push_back(token);
        isNew = false;
    }
    std::erase_if(pattern.segments, isSelf);
    return pattern;
}

bool isVersionByte(char c) {
    return isDigit(c) || isLetter(c) || c == '.';
}

// The tokens with the version in its places. Its parts, as long as it is not known, may be
// anything: `isConsistent` looks again.
PatternTokens withVersion(Tokens tokens, std::string_view version) {
    PatternTokens bound;
    for (const PatternToken& token : tokens) {
        const bool isPart = token.kind == Kind::kVersionMajor || token.kind == Kind::kVersionMinor;
        if (version.empty() && isPart) {
            bound.push_back({Kind::kAnyRun});
        } else if (isPart) {
            const unsigned index = token.kind == Kind::kVersionMajor ? 0 : 1;
            appendText(bound, versionComponent(version, index));
        } else if (token.kind == Kind::kVersion && !version.empty()) {
            appendText(bound, version);
        } else {
            bound.push_back(token);
        }
    }
    return bound;
}

bool isLiteral(Tokens tokens) {
    return std::ranges::all_of(tokens, [](const auto& t) { return t.kind == Kind::kByte; });
}

std::size_t characterSize(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
    return size;
}

// How many bytes of a text a token that is no run takes; 0: it does not fit.
std::size_t takenBy(const PatternToken& token, std::string_view text, Case letters) {
    if (token.kind == Kind::kAnyCharacter) return characterSize(text);
    return equals({&token.byte, 1}, text.substr(0, 1), letters) ? 1 : 0;
}

// As with every wildcard, only the last run seen is ever widened (resolver/text.cpp).
bool matches(std::string_view text, Tokens tokens, Case letters) {
    std::size_t at = 0;
    std::size_t next = 0;
    std::size_t afterRun = 0;  // 0: none seen
    std::size_t runEnd = 0;
    while (at < text.size()) {
        const bool isRun = next < tokens.size() && tokens[next].kind == Kind::kAnyRun;
        const std::size_t taken =
            isRun || next == tokens.size() ? 0 : takenBy(tokens[next], text.substr(at), letters);
        if (isRun) {
            afterRun = ++next;
            runEnd = at;
        } else if (taken != 0) {
            at += taken;
            ++next;
        } else if (afterRun != 0) {
            at = ++runEnd;
            next = afterRun;
        } else {
            return false;
        }
    }
    return std::ranges::all_of(tokens.subspan(next),
                               [](const auto& t) { return t.kind == Kind::kAnyRun; });
}

class SegmentMatcher {
  public:
    SegmentMatcher(const PatternTokens& tokens, std::string_view version, Case letters)
        : tokens_(withVersion(tokens, version)),
          known_(version),
          letters_(letters),
          version_(std::ranges::find(tokens_, Kind::kVersion, &PatternToken::kind)) {}

    bool isLiteral() const { return slipway::isLiteral(tokens_); }
    std::string text() const { return literalBeginning(tokens_); }

    // The version that begins first and, of those, is the longest.
    std::optional<std::string> findVersion(std::string_view name) const {
        const Tokens before(tokens_.begin(), version_);
        for (std::size_t begin = 0; begin < name.size(); ++begin) {
            if (!isDigit(name[begin]) || !matches(name.substr(0, begin), before, letters_)) {
                continue;
            }
            if (auto version = versionAt(name.substr(begin))) return version;
        }
        return std::nullopt;
    }

    // The version that the name fits with (the known one; empty where the pattern says none), or
    // nothing where it does not fit.
    std::optional<std::string> match(std::string_view name) const {
        if (isHidden(name)) return std::nullopt;
        if (version_ != tokens_.end()) return findVersion(name);
        if (!matches(name, tokens_, letters_)) return std::nullopt;
        return std::string(known_);
    }

  private:
    // A dot at the beginning is matched by a dot only.
    bool isHidden(std::string_view name) const {
        return name.starts_with('.') && tokens_.front() != PatternToken{Kind::kByte, '.'};
    }

    std::optional<std::string> versionAt(std::string_view text) const {
        const Tokens after(version_ + 1, tokens_.end());
        auto end = std::ranges::find_if_not(text, isVersionByte);
        for (; end != text.begin(); --end) {
            std::string version(text.begin(), end);
            const PatternTokens rest = withVersion(after, version);
            if (matches(text.substr(version.size()), rest, letters_)) return version;
        }
        return std::nullopt;
    }

    PatternTokens tokens_;
    std::string_view known_;
    Case letters_;
    PatternTokens::const_iterator version_;
};

// One path of a pattern, grown segment by segment.
struct Growth {
    std::string path;
    std::vector<std::string> names;  // of its segments
    std::string version;
};

// Whether all segments fit now that the version is known.
bool isConsistent(const Growth& growth, const FindPattern& pattern, Case letters) {
    for (std::size_t i = 0; i < pattern.segments.size(); ++i) {
        const PatternTokens tokens = withVersion(pattern.segments[i].tokens, growth.version);
        if (!matches(growth.names[i], tokens, letters)) return false;
    }
    return true;
}

// A root alone (`/`, `C:\`) keeps its separator.
std::string folderToList(const std::string& path, const std::string& separator) {
    return path.empty() || path.ends_with(':') ? path + separator : path;
}

void grow(const Growth& from, const std::string& separator, std::string name, std::string version,
          std::vector<Growth>& grown) {
    Growth next{from.path + separator + name, from.names, std::move(version)};
    next.names.push_back(std::move(name));
    grown.push_back(std::move(next));
}

void growBySegment(const Growth& from, const FindPattern::Segment& segment, Case letters,
                   Disk& disk, std::vector<Growth>& grown) {
    const SegmentMatcher matcher(segment.tokens, from.version, letters);
    if (matcher.isLiteral()) {
        if (matcher.text().empty()) return;  // a part that the version does not have
        return grow(from, segment.separator, matcher.text(), from.version, grown);
    }
    const auto names = disk.list(folderToList(from.path, segment.separator));
    if (!names) return;
    for (const std::string& name : *names) {
        if (auto version = matcher.match(name)) {
            grow(from, segment.separator, name, std::move(*version), grown);
        }
    }
}

}  // namespace

std::optional<FindPattern> parseFindPattern(const Template& text, const PlatformRules& rules,
                                            const Variables& variables) {
    PatternTokens tokens;
    if (!appendPieces(tokens, text, rules, variables)) return std::nullopt;
    if (!isAbsolutePath(literalBeginning(tokens), rules)) return std::nullopt;
    return split(tokens, rules);
}

std::optional<std::string> earlyText(const Template& text, const PlatformRules& rules,
                                     const Variables& variables) {
    std::string result;
    for (const TemplatePiece& piece : text) {
        std::optional<std::string> value =
            piece.kind == PieceKind::kLiteral ? piece.text : earlyValue(piece, rules, variables);
        if (!value && piece.hasFallback) value = earlyText(piece.fallback, rules, variables);
        if (!value) return std::nullopt;
        result += *value;
    }
    return result;
}

std::vector<PatternMatch> pathsMatching(const FindPattern& pattern, std::string_view version,
                                        const PlatformRules& rules, Disk& disk) {
    const Case letters = rules.namesIgnoreCase ? Case::kIgnored : Case::kMatters;
    std::vector<Growth> growths = {{pattern.root, {}, std::string(version)}};
    for (const FindPattern::Segment& segment : pattern.segments) {
        std::vector<Growth> grown;
        for (const Growth& growth : growths) {
            growBySegment(growth, segment, letters, disk, grown);
        }
        growths = std::move(grown);
    }
    std::vector<PatternMatch> found;
    for (Growth& growth : growths) {
        if (!isConsistent(growth, pattern, letters)) continue;
        found.push_back({std::move(growth.path), std::move(growth.version)});
    }
    return found;
}

std::optional<std::string> versionInOutput(std::string_view output, const Template& pattern,
                                           const PlatformRules& rules, const Variables& variables) {
    // Nobody's version stands further behind; looking takes the square of a line's length.
    constexpr std::size_t kLongestLine = 1000;
    PatternTokens tokens = {{Kind::kAnyRun}};
    if (!appendPieces(tokens, pattern, rules, variables)) return std::nullopt;
    tokens.push_back({Kind::kAnyRun});
    const SegmentMatcher matcher(tokens, "", Case::kMatters);
    std::optional<std::string> found;
    forEachEntry(output, "\n", [&](std::string_view line) {
        if (!found) found = matcher.findVersion(line.substr(0, kLongestLine));
    });
    // The full stop of a sentence is no part of a version.
    while (found && found->ends_with('.')) found->pop_back();
    return found;
}

}  // namespace slipway
