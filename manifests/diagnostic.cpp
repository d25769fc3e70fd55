// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "manifests/diagnostic.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

#include "manifests/source_text.h"
#include "resolver/text.h"

namespace slipway {
namespace {

constexpr std::size_t kWidestLine = 100;  // code points of a source line that are shown
constexpr std::size_t kShownBefore = 60;  // of these, ahead of the caret where it is cut

struct Style {
    std::string_view place, severity, caret, end;
};

Style styleOf(Severity severity, bool colour) {
    if (!colour) return {};
    constexpr std::string_view kSeverities[] = {"\x1b[1;36m", "\x1b[1;33m", "\x1b[1;31m"};
    return {"\x1b[1m", kSeverities[static_cast<std::size_t>(severity)], "\x1b[1;32m", "\x1b[0m"};
}

std::string styled(std::string_view text, std::string_view begin, std::string_view end) {
    return std::string(begin).append(text).append(end);
}

std::string placeOf(const Location& at) {
    if (!at.source) return {};
    std::string place = printable(at.source->path) + ":";
    if (at.line == 0) return place;
    place += std::to_string(at.line) + ":";
    if (at.column != 0) place += std::to_string(at.column) + ":";
    return place;
}

std::string firstLine(const Diagnostic& diagnostic, const Style& style) {
    std::string line = placeOf(diagnostic.location);
    if (!line.empty()) line = styled(line, style.place, style.end) + " ";
    const std::string severity = std::string(severityName(diagnostic.severity)) + ":";
    line += styled(severity, style.severity, style.end) + " " + printable(diagnostic.message);
    if (!diagnostic.hint.empty()) line += "; " + printable(diagnostic.hint);
    return line;
}

// Letters that a terminal gives two cells, by block: exact enough for a caret.
constexpr std::pair<char32_t, char32_t> kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
};
// Combining marks, joiners and variation selectors, which get none.
constexpr std::pair<char32_t, char32_t> kWithoutWidth[] = {
    {0x0300, 0x036F}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

template <std::size_t N>
bool isIn(const std::pair<char32_t, char32_t> (&ranges)[N], char32_t value) {
    return std::ranges::any_of(ranges, [value](const auto& range) {
        return value >= range.first && value <= range.second;
    });
}

// One code point of a source line as it is shown, and what stands above the caret's line for it.
struct Cell {
    std::string text;
    std::string blank;
};

Cell cellOf(const CodePoint& point, std::string_view bytes) {
    if (point.value == '\t') return {"\t", "\t"};
    std::string text = printable(bytes);
    if (point.valid && text == bytes) {
        const std::size_t width = isIn(kWide, point.value)           ? 2
                                  : isIn(kWithoutWidth, point.value) ? 0
                                                                     : 1;
        return {std::move(text), std::string(width, ' ')};
    }
    return {text, std::string(text.size(), ' ')};
}

std::string_view lineOf(std::string_view text, std::uint32_t line) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    for (; line > 1; --line) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    text = text.substr(0, text.find('\n'));
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

std::vector<Cell> cellsOf(std::string_view line, std::size_t from, std::size_t count) {
    std::vector<Cell> cells;
    for (std::size_t at = 0, index = 0; at < line.size() && index < from + count; ++index) {
        const CodePoint point = codePointAt(line, at);
        if (index >= from) cells.push_back(cellOf(point, line.substr(at, point.length)));
        at += point.length;
    }
    return cells;
}

// The line, a line break, and the blanks up to the caret.
std::string underlined(std::string_view line, std::size_t column) {
    const bool cut = line.size() > kWidestLine && column > kWidestLine;
    const std::size_t from = cut ? column - 1 - kShownBefore : 0;
    std::vector<Cell> cells = cellsOf(line, from, kWidestLine + 1);
    if (cut) cells.insert(cells.begin(), {"…", " "});
    if (cells.size() > kWidestLine) {
        cells.resize(kWidestLine);
        cells.push_back({"…", " "});
    }
    const std::size_t caret = std::min(column - 1 - from + (cut ? 1 : 0), cells.size());
    std::string text = "    ";
    std::string blanks = "\n    ";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        text += cells[i].text;
        if (i < caret) blanks += cells[i].blank;
    }
    return text + blanks;
}

char foldedForComparison(char c) {
    return c == '_' ? '-' : lower(c);
}

// Edits (a letter more, less or other, two neighbours swapped) that lead from one to the other.
std::size_t editDistance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> before, row(right.size() + 1), last;
    std::iota(row.begin(), row.end(), std::size_t{0});
    const auto same = [&](std::size_t i, std::size_t j) {
        return foldedForComparison(left[i]) == foldedForComparison(right[j]);
    };
    for (std::size_t i = 0; i < left.size(); ++i) {
        before = std::exchange(last, row);
        row[0] = i + 1;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t replaced = last[j] + (same(i, j) ? 0 : 1);
            row[j + 1] = std::min({last[j + 1] + 1, row[j] + 1, replaced});
            const bool swapped = i > 0 && j > 0 && same(i, j - 1) && same(i - 1, j);
            if (swapped) row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
        }
    }
    return row.back();
}

// Of three letters one may be wrong; of a single one none.
std::size_t mostEdits(std::size_t length) {
    return (length + 1) / 3;
}

bool abbreviates(std::string_view text, std::string_view candidate) {
    return text.size() >= 3 && text.size() < candidate.size() &&
           editDistance(text, candidate.substr(0, text.size())) == 0;
}

}  // namespace

void Diagnostics::error(std::string code, const Location& at, std::string message,
                        std::string hint) {
    add({Severity::kError, std::move(code), std::move(message), std::move(hint), at, true});
}

void Diagnostics::warning(std::string code, const Location& at, std::string message,
                          std::string hint) {
    add({Severity::kWarning, std::move(code), std::move(message), std::move(hint), at, true});
}

void Diagnostics::lack(std::string code, const Location& at, std::string message,
                       std::string hint) {
    add({Severity::kWarning, std::move(code), std::move(message), std::move(hint), at, true, true});
}

bool Diagnostics::hasErrors() const {
    return std::ranges::any_of(list_, [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Severity::kError;
    });
}

std::string oneLine(const Diagnostic& diagnostic) {
    return firstLine(diagnostic, {});
}

std::string withSourceLine(const Diagnostic& diagnostic, bool colour) {
    const Style style = styleOf(diagnostic.severity, colour);
    const Location& at = diagnostic.location;
    std::string text = firstLine(diagnostic, style);
    if (!at.source || at.line == 0 || at.column == 0) return text;
    // Of what a published index holds there is no text.
    const std::string& source = at.source->text;
    if (source.empty() && at.line > 1) return text;
    text += "\n" + underlined(lineOf(source, at.line), at.column);
    return text + styled("^", style.caret, style.end);
}

std::string printable(std::string_view text) {
    Arena arena;
    return std::string(printable(text, arena));
}

std::string_view nearest(std::string_view text, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t fewest = mostEdits(text.size()) + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t longer = std::max(text.size(), candidate.size());
        if (longer - std::min(text.size(), candidate.size()) >= fewest) continue;
        const std::size_t edits = editDistance(text, candidate);
        if (edits < fewest) {
            fewest = edits;
            best = candidate;
        }
    }
    if (!best.empty()) return best;
    const auto longName = std::ranges::find_if(
        candidates, [text](std::string_view candidate) { return abbreviates(text, candidate); });
    return longName == candidates.end() ? std::string_view() : *longName;
}

}  // namespace slipway
